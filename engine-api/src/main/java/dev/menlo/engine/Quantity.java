package dev.menlo.engine;

/** What {@link Workspace#read} can return for one fit at its current point. */
public enum Quantity {
  /** The conditional mean, one a row. */
  MEAN,
  /** y - mean, one a row, raw (not whitened). */
  RESIDUAL,
  /**
   * L^{-1} (y - mean), one a row, 0 at rows outside the likelihood; L is the lower Cholesky factor
   * of R in row order, S at the variance point, delta of the current point.
   */
  WHITENED_RESIDUAL,
  /** The residual scale g at the variance point, one a row; 0 at rows outside the likelihood. */
  RESIDUAL_SCALE,
  /** dmu/dbeta, rows x p, column-major, raw. */
  FIXED_JACOBIAN,
  /** dmu/db, rows x (sum of q_k), column-major, levels outermost first, raw. */
  RANDOM_JACOBIAN,
  /** b: level 1 first, group by group, q_k entries a group. */
  RANDOM_EFFECTS,
  /** u in the same order as RANDOM_EFFECTS. */
  SPHERICAL_EFFECTS,
  /** beta, p entries. */
  FIXED_EFFECTS
}
