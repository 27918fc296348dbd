package dev.menlo.engine.cpu;

import dev.menlo.engine.ModelSpec;

/**
 * Whitening of the rows of one group: applies L^{-1}, with L the lower Cholesky factor of {@code R
 * = S C S} in row order. Holds the factor of the group at hand: one instance a thread.
 */
abstract class Whitening {
  Whitening() {}

  /** Whitening of a model's residual specification. */
  static Whitening of(ModelSpec model, ResidualPrograms programs) {
    throw new UnsupportedOperationException("residual structures");
  }

  /**
   * Factors R of a group.
   *
   * @param means means at the variance point, one a row of the design
   * @return false if a scale or correlation is not finite, or C is not positive definite
   */
  abstract boolean factor(GroupRows rows, double[][] covariates, double[] delta, double[] means);

  /** log det R of the group. */
  abstract double logDet();

  /** Applies L^{-1} in place to columns {@code first .. first + columns - 1} of a block. */
  abstract void apply(double[] block, int ld, int first, int columns, int rows);

  /** Applies L^{-T} in place to one column. */
  abstract void applyTransposed(double[] column, int at, int rows);
}
