package dev.menlo.cuda.emulator.driver;

import java.util.List;

/**
 * Streams, events and graphs. Stream 0 is the default stream, which takes turns with the others.
 */
final class Streams {
  private static final int NON_BLOCKING = 1;

  private final Faults faults;
  private final Queue standard = new Queue(true);
  private final Handles<Queue> streams = new Handles<>("stream", 1);
  private final Handles<Event> events = new Handles<>("event", 2);
  private final Handles<List<Runnable>> graphs = new Handles<>("graph", 3);
  private final Handles<List<Runnable>> executables = new Handles<>("executable graph", 4);

  Streams(Faults faults) {
    this.faults = faults;
  }

  /** The stream of a handle; 0 to 2 name the default streams. */
  private Queue stream(long handle) {
    return handle >= 0 && handle <= 2 ? standard : streams.get(handle);
  }

  long create(long flags) {
    return streams.add(new Queue((flags & NON_BLOCKING) == 0));
  }

  void destroy(long handle) {
    streams.remove(handle);
  }

  /** Queues work. */
  void enqueue(long handle, Runnable work) {
    Queue queue = stream(handle);
    takeTurns(queue);
    queue.add(
        () -> {
          faults.check();
          work.run();
        });
  }

  /** Work of the default stream comes after that of the blocking ones, and before what follows. */
  private void takeTurns(Queue queue) {
    if (queue.isCapturing()) {
      return;
    }
    if (queue == standard) {
      blocking();
    } else if (queue.isBlocking()) {
      standard.drain();
    }
  }

  private void blocking() {
    for (Queue queue : List.copyOf(streams.all())) {
      if (queue.isBlocking() && !queue.isCapturing()) {
        queue.drain();
      }
    }
  }

  /** Waits as a call without a stream does: for the default stream and the blocking ones. */
  void waitForDefault() {
    blocking();
    standard.drain();
  }

  void synchronizeAll() {
    standard.drain();
    List.copyOf(streams.all()).forEach(Queue::drain);
  }

  void synchronize(long handle) {
    Queue queue = stream(handle);
    if (queue.isCapturing()) {
      throw new CudaFailure(
          CudaError.STREAM_CAPTURE_UNSUPPORTED, "waiting for a stream that is captured");
    }
    if (queue == standard) {
      waitForDefault();
    } else {
      queue.drain();
    }
  }

  /** The first answer is "not yet" if there was work; the work is then done. */
  void query(long handle) {
    Queue queue = stream(handle);
    if (!queue.isEmpty()) {
      queue.drain();
      throw new CudaFailure(CudaError.NOT_READY, "the stream has work left");
    }
  }

  long createEvent() {
    return events.add(new Event());
  }

  void destroyEvent(long handle) {
    events.remove(handle);
  }

  void record(long event, long stream) {
    Queue queue = stream(stream);
    takeTurns(queue);
    events.get(event).record(queue);
  }

  void waitEvent(long stream, long event) {
    Event awaited = events.get(event);
    long generation = awaited.recorded();
    stream(stream).add(() -> awaited.await(generation));
  }

  void synchronizeEvent(long event) {
    Event awaited = events.get(event);
    awaited.await(awaited.recorded());
  }

  void queryEvent(long event) {
    Event asked = events.get(event);
    if (!asked.isComplete()) {
      asked.await(asked.recorded());
      throw new CudaFailure(CudaError.NOT_READY, "the event has not happened");
    }
  }

  long elapsed(long from, long to) {
    Event first = events.get(from);
    Event last = events.get(to);
    if (!first.isComplete() || !last.isComplete()) {
      throw new CudaFailure(CudaError.NOT_READY, "an event has not happened");
    }
    return Math.max(1, last.time() - first.time());
  }

  void beginCapture(long stream) {
    Queue queue = streams.get(stream);
    if (queue.isCapturing()) {
      throw new CudaFailure(CudaError.ILLEGAL_STATE, "the stream is captured already");
    }
    queue.beginCapture();
  }

  long endCapture(long stream) {
    Queue queue = streams.get(stream);
    if (!queue.isCapturing()) {
      throw new CudaFailure(CudaError.ILLEGAL_STATE, "the stream is not captured");
    }
    return graphs.add(queue.endCapture());
  }

  boolean isCapturing(long stream) {
    return stream(stream).isCapturing();
  }

  long instantiate(long graph) {
    return executables.add(List.copyOf(graphs.get(graph)));
  }

  void launchGraph(long executable, long stream) {
    List<Runnable> steps = executables.get(executable);
    Queue queue = stream(stream);
    takeTurns(queue);
    steps.forEach(queue::add);
  }

  void destroyGraph(long handle) {
    graphs.remove(handle);
  }

  void destroyExecutable(long handle) {
    executables.remove(handle);
  }

  int count() {
    return streams.size();
  }

  int events() {
    return events.size();
  }

  int graphs() {
    return graphs.size() + executables.size();
  }
}
