package dev.menlo.cuda.emulator.driver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A stream: work in order, executed no sooner than somebody waits for it. */
final class Queue {
  private final boolean blocking;
  private final Deque<Runnable> work = new ArrayDeque<>();
  private List<Runnable> captured;

  /**
   * An empty stream.
   *
   * @param blocking whether it takes turns with the default stream
   */
  Queue(boolean blocking) {
    this.blocking = blocking;
  }

  boolean isBlocking() {
    return blocking;
  }

  void add(Runnable step) {
    if (captured != null) {
      captured.add(step);
    } else {
      work.add(step);
    }
  }

  /** Executes all that is queued. */
  void drain() {
    while (!work.isEmpty()) {
      work.poll().run();
    }
  }

  /** Executes until an event has happened. */
  void drainUntil(Event event, long generation) {
    while (event.happened() < generation && !work.isEmpty()) {
      work.poll().run();
    }
  }

  boolean isEmpty() {
    return work.isEmpty();
  }

  boolean isCapturing() {
    return captured != null;
  }

  void beginCapture() {
    captured = new ArrayList<>();
  }

  List<Runnable> endCapture() {
    List<Runnable> graph = captured;
    captured = null;
    return graph;
  }

  /** Forgets what is queued: the device is lost. */
  void abandon() {
    work.clear();
  }
}
