package dev.menlo.engine.nd4j;

/**
 * A point of one fit with what is known there.
 *
 * @param beta fixed effects
 * @param sphericalEffects u, level 1 first, group by group
 * @param b random effects, in the order of u
 * @param factors Lambda_1..Lambda_K, row-major
 * @param delta residual parameters
 * @param outputs mean and derivatives, or null before linearisation
 * @param varianceMeans the means that freeze S, or null before linearisation
 * @param reduced the rows reduced at some delta, or null before linearisation
 */
record Point(
    double[] beta,
    double[] sphericalEffects,
    double[] b,
    double[] factors,
    double[] delta,
    MeanOutputs outputs,
    double[] varianceMeans,
    Reduced reduced) {
  /** |u|^2. */
  double penalty() {
    double sum = 0;
    for (double x : sphericalEffects) {
      sum += x * x;
    }
    return sum;
  }

  /** The same point with its linearisation. */
  Point linearised(MeanOutputs outputs, double[] varianceMeans, Reduced reduced) {
    return new Point(beta, sphericalEffects, b, factors, delta, outputs, varianceMeans, reduced);
  }
}
