package dev.menlo.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Runs fits until they get no faster: HotSpot compiles in the background, and programs go over to
 * vectors when those are compiled too, which a busy machine delays.
 */
final class WarmUp {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long SETTLED = 15_000_000_000L;
  private static final long MOST = 240_000_000_000L;

  private WarmUp() {}

  /** Runs until the shortest processor time has not fallen by a fiftieth for some seconds. */
  static void settle(Runnable fits) {
    long began = System.nanoTime();
    long improved = began;
    double shortest = Double.POSITIVE_INFINITY;
    while (System.nanoTime() - improved < SETTLED && System.nanoTime() - began < MOST) {
      double time = seconds(fits);
      if (time < 0.98 * shortest) {
        improved = System.nanoTime();
        shortest = time;
      }
    }
  }

  /** Processor seconds of this thread. */
  static double seconds(Runnable fits) {
    long before = THREADS.getCurrentThreadCpuTime();
    fits.run();
    return (THREADS.getCurrentThreadCpuTime() - before) * 1e-9;
  }
}
