package dev.menlo.engine;

import dev.menlo.engine.ResidualSpec.Correlation;

/**
 * The size of a job, as far as it is known before a backend is chosen for it: what {@code auto}
 * goes by.
 *
 * @param fits fits of the batch
 * @param groups groups of the deepest level, of all fits
 * @param rows rows of all fits
 * @param columns M = p + q_1 + ... + q_K + 1, the columns of {@code [X Z w]}
 * @param weight how many times as long it takes as independent errors of constant variance in
 *     groups of one level
 * @param threads worker threads that the CPU would have
 */
public record Workload(long fits, long groups, long rows, int columns, double weight, int threads) {
  /** A job of unknown size, which counts as a small one. */
  public static final Workload UNKNOWN = new Workload(0, 0, 0, 1, 1);

  /** Nanoseconds of one core, a fit. */
  static final double FIT = 30_000;

  /** Nanoseconds of one core, a row. */
  static final double ROW = 170;

  /** Nanoseconds of one core, a group, times M^3: what its elimination takes. */
  static final double GROUP = 15;

  /** Weight of several levels of groups, of a variance function, and of a chain of errors. */
  static final double SEVERAL = 4;

  /** Weight of errors with a banded correlation. */
  static final double BANDED = 20;

  /** Weight of errors with any correlation. */
  static final double DENSE = 60;

  /** Requires at least one column, one thread and a positive weight. */
  public Workload {
    if (columns < 1 || threads < 1 || !(weight > 0)) {
      throw new IllegalArgumentException(
          columns + " columns, weight " + weight + ", " + threads + " threads");
    }
  }

  /** A job with independent errors of constant variance in groups of one level. */
  public Workload(long fits, long groups, long rows, int columns, int threads) {
    this(fits, groups, rows, columns, 1, threads);
  }

  /** The size of a batch of fits of a model. */
  public static Workload of(ModelSpec model, Batch batch, int threads) {
    long groups = 0;
    long rows = 0;
    for (Design design : batch.designs()) {
      groups += design.groups(design.levels());
      rows += design.rows();
    }
    int columns = model.fixedEffects() + model.allRandomEffects() + 1;
    return new Workload(batch.fits(), groups, rows, columns, weight(model), threads);
  }

  private static double weight(ModelSpec model) {
    Correlation correlation = model.residual().correlation();
    if (correlation instanceof Correlation.Dense) {
      return DENSE;
    }
    if (correlation instanceof Correlation.Banded) {
      return BANDED;
    }
    boolean plain = correlation instanceof Correlation.Independent && model.levels() <= 1;
    return plain && model.residual().logScale() == null ? 1 : SEVERAL;
  }

  /** The same job, so many times. */
  public Workload times(long count) {
    return new Workload(fits * count, groups * count, rows * count, columns, weight, threads);
  }

  /**
   * About how long the {@code cpu} backend would be busy with the alternation of it, in seconds, if
   * all threads share it evenly:
   *
   * <pre>weight (30 fits + .17 rows + .015 M^3 groups) microseconds / threads</pre>
   *
   * <p>Measured by {@code bench/workload}; the table is in docs/gpu.md. Of its fourteen models
   * thirteen took .9 to 1.4 times as long without vectors, one with a costly formula 3.2 times.
   */
  public double cpuSeconds() {
    double group = GROUP * columns * columns * columns;
    return weight * (FIT * fits + ROW * rows + group * groups) * 1e-9 / threads;
  }
}
