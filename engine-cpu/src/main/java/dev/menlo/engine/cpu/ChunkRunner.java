package dev.menlo.engine.cpu;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/**
 * Runs the chunks of one fit: one after the other on the caller's thread, or for large fits on the
 * engine's pool. A chunk writes only what belongs to it, so the order does not matter.
 *
 * <p>The caller's thread takes chunks like every other and waits for chunks alone, never for a
 * thread: one that wakes up late finds nothing left, and costs nothing.
 */
final class ChunkRunner {
  /** Chunks from which an operation of one fit is worth spreading over threads. */
  private static final int PARALLEL = 8;

  /** The work of one chunk. */
  interface Work {
    void run(Scratch scratch, int chunk);
  }

  private final CompiledModel model;
  private final ForkJoinPool pool;
  private final int threads;
  private final Scratch own;
  private final ConcurrentLinkedDeque<Scratch> free = new ConcurrentLinkedDeque<>();

  /**
   * Creates a runner.
   *
   * @param pool null to run on the caller's thread only
   */
  ChunkRunner(CompiledModel model, ForkJoinPool pool, int threads) {
    this.model = model;
    this.pool = pool;
    this.threads = threads;
    this.own = new Scratch(model);
  }

  /**
   * The distance between the results of two chunks, so that threads do not write to one cache line:
   * their number, and a line of 8 doubles at least between.
   */
  static int apart(int numbers) {
    return (numbers + 15) / 8 * 8;
  }

  /** Scratch of the workspace's own thread, for work between chunks. */
  Scratch scratch() {
    return own;
  }

  /** Runs chunks 0 .. chunks - 1 and returns when all are done. */
  void run(int chunks, Work work) {
    if (pool == null || chunks < PARALLEL) {
      for (int c = 0; c < chunks; c++) {
        work.run(own, c);
      }
      return;
    }
    SharedChunks shared = new SharedChunks(work, chunks);
    for (int t = 1; t < threads; t++) {
      ForkJoinTask.adapt(() -> help(shared)).fork();
    }
    shared.take(own);
    shared.join();
  }

  private void help(SharedChunks shared) {
    if (shared.allTaken()) {
      return;
    }
    Scratch scratch = free.pollFirst();
    if (scratch == null) {
      scratch = new Scratch(model);
    }
    shared.take(scratch);
    free.addFirst(scratch);
  }
}
