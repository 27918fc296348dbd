package dev.menlo.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Runs fits until they get no faster: HotSpot compiles in the background, and programs go over to
 * vectors when those are compiled too, which a busy machine delays.
 */
public final class WarmUp {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private WarmUp() {}

  /**
   * Runs until the shortest processor time has not fallen by a fiftieth for a while.
   *
   * @param seconds that while, in processor seconds; ten times as long by the clock at most in all
   */
  public static void settle(Runnable fits, double seconds) {
    long until = System.nanoTime() + (long) (10 * seconds * 1e9);
    double unimproved = 0;
    double shortest = Double.POSITIVE_INFINITY;
    while (unimproved < seconds && System.nanoTime() < until) {
      double time = seconds(fits);
      unimproved += time;
      if (time < 0.98 * shortest) {
        unimproved = 0;
        shortest = time;
      }
    }
  }

  /** Processor seconds of this thread. */
  public static double seconds(Runnable fits) {
    long before = THREADS.getCurrentThreadCpuTime();
    fits.run();
    return (THREADS.getCurrentThreadCpuTime() - before) * 1e-9;
  }
}
