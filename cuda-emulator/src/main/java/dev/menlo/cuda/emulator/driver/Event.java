package dev.menlo.cuda.emulator.driver;

/** A mark in a stream. */
final class Event {
  private Queue stream;
  private long recorded;
  private long happened;
  private long time;

  /** Queues the mark and returns its number. */
  void record(Queue queue) {
    stream = queue;
    recorded++;
    long generation = recorded;
    queue.add(
        () -> {
          happened = Math.max(happened, generation);
          time = System.nanoTime();
        });
  }

  long recorded() {
    return recorded;
  }

  long happened() {
    return happened;
  }

  boolean isComplete() {
    return happened == recorded;
  }

  long time() {
    return time;
  }

  /** Executes the stream up to the mark. */
  void await(long generation) {
    if (happened < generation && stream != null) {
      stream.drainUntil(this, generation);
    }
  }
}
