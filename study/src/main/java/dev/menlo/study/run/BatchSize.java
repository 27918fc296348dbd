package dev.menlo.study.run;

/**
 * How many replicates make a batch: as many as take about {@value #SECONDS} seconds, so that a
 * batch that is lost costs little, and that a commit is never far. Rows do not depend on it.
 */
final class BatchSize {
  static final double SECONDS = 0.4;
  private static final int FIRST = 8;
  static final int MOST = 500;
  private static final int GROWTH = 4;

  private final int most;
  private int size;

  /** Sizes up to a limit. */
  BatchSize(int most) {
    this.most = most;
    this.size = Math.min(FIRST, most);
  }

  synchronized int get() {
    return size;
  }

  /** Notes how long a batch took. */
  synchronized void took(int replicates, double seconds) {
    double wanted = SECONDS * replicates / Math.max(seconds, 1e-6);
    size = (int) Math.max(1, Math.min(Math.min(most, GROWTH * (double) size), wanted));
  }

  /** After a batch that did not fit into memory. */
  synchronized void halve() {
    size = Math.max(1, size / 2);
  }
}
