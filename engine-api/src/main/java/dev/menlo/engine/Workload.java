package dev.menlo.engine;

/**
 * The size of a job, as far as it is known before a backend is chosen for it: what {@code auto}
 * goes by.
 *
 * @param fits fits of the batch
 * @param groups groups of the deepest level, of all fits
 * @param rows rows of all fits
 * @param columns M = p + q_1 + ... + q_K + 1, the columns of {@code [X Z w]}
 * @param threads worker threads that the CPU would have
 */
public record Workload(long fits, long groups, long rows, int columns, int threads) {
  /** A job of unknown size, which counts as a small one. */
  public static final Workload UNKNOWN = new Workload(0, 0, 0, 1, 1);

  /** Nanoseconds of one core for a whole fit, a row, beside its products. */
  static final double NANOSECONDS_A_ROW = 2000;

  /** Nanoseconds of one core for a whole fit, a product of two columns of a row. */
  static final double NANOSECONDS_A_PRODUCT = 200;

  /** Requires at least one column and one thread. */
  public Workload {
    if (columns < 1 || threads < 1) {
      throw new IllegalArgumentException(columns + " columns, " + threads + " threads");
    }
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
    return new Workload(batch.fits(), groups, rows, columns, threads);
  }

  /** The same job, so many times. */
  public Workload times(long count) {
    return new Workload(fits * count, groups * count, rows * count, columns, threads);
  }

  /**
   * About how long the {@code cpu} backend would take to fit it, in seconds, with all threads busy:
   * 2 microseconds a row and .2 for each of its M (M + 1) / 2 products. A logistic curve with 3
   * fixed and 2 random effects, 10 rows a group, for which that is 6.2, took 2.8 microseconds of
   * processor time a row in one fit of 8,000 groups and 5.5 in a batch of 400 fits. Correlated
   * errors, costly formulas and fits that need many rounds take up to ten times as long.
   */
  public double cpuSeconds() {
    double products = .5 * columns * (columns + 1);
    return rows * (NANOSECONDS_A_ROW + NANOSECONDS_A_PRODUCT * products) * 1e-9 / threads;
  }
}
