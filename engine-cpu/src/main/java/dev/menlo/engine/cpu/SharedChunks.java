package dev.menlo.engine.cpu;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The chunks of one operation that several threads take from, one at a time. */
final class SharedChunks {
  /** Looks at the count before the owner sleeps: some microseconds, as a chunk takes tens. */
  private static final int SPINS = 2000;

  private final int chunks;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger left;
  private volatile ChunkRunner.Work work;
  private volatile Thread owner;
  private volatile Throwable failure;

  SharedChunks(ChunkRunner.Work work, int chunks) {
    this.work = work;
    this.chunks = chunks;
    this.left = new AtomicInteger(chunks);
  }

  /** Whether no chunk is left to take. */
  boolean allTaken() {
    return next.get() >= chunks;
  }

  /** Takes and runs chunks until none is left. */
  void take(Scratch scratch) {
    for (int c = next.getAndIncrement(); c < chunks; c = next.getAndIncrement()) {
      try {
        work.run(scratch, c);
      } catch (RuntimeException | Error e) {
        failure = e;
      } finally {
        done();
      }
    }
  }

  private void done() {
    if (left.decrementAndGet() == 0) {
      LockSupport.unpark(owner);
    }
  }

  /**
   * Waits until every chunk has been run, by whichever thread; called by the operation's own.
   * Throws what a chunk has thrown.
   */
  void join() {
    for (int spin = 0; spin < SPINS && left.get() > 0; spin++) {
      Thread.onSpinWait();
    }
    owner = Thread.currentThread();
    boolean interrupted = false;
    while (left.get() > 0) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    work = null;
    if (failure instanceof RuntimeException e) {
      throw e;
    } else if (failure instanceof Error e) {
      throw e;
    }
  }
}
