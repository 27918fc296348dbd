package dev.menlo.engine;

/** The quadratic model of the penalised sum of squares in a PNLS step. */
public enum Curvature {
  /** {@code J'J}: always positive semi-definite. */
  GAUSS_NEWTON,
  /**
   * {@code J'J - sum r d2mu}: the exact Hessian. A group whose block is not safely positive
   * definite falls back on Gauss-Newton by itself.
   */
  NEWTON
}
