package dev.menlo.engine.cpu.reference;

/**
 * A point of one fit with what is known there.
 *
 * @param beta p fixed effects
 * @param u spherical random effects, level 1 first, group by group
 * @param factors Lambda_1..Lambda_K concatenated, row-major
 * @param delta r residual parameters
 * @param mean mean and derivatives per row, or null before linearisation
 * @param varianceMeans the means that freeze S, or null before linearisation
 */
record Point(
    double[] beta,
    double[] u,
    double[] factors,
    double[] delta,
    MeanRows mean,
    double[] varianceMeans) {
  /** |u|^2. */
  double penalty() {
    double sum = 0;
    for (double x : u) {
      sum += x * x;
    }
    return sum;
  }

  /** The same point with its linearisation. */
  Point linearised(MeanRows rows, double[] means) {
    return new Point(beta, u, factors, delta, rows, means);
  }

  /** Requires the linearisation. */
  Point requireLinearised(String operation) {
    if (mean == null) {
      throw new IllegalStateException(operation + " needs a linearisation: call linearise first");
    }
    return this;
  }
}
