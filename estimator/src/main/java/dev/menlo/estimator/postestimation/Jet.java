package dev.menlo.estimator.postestimation;

/**
 * A function at a point.
 *
 * @param value its value
 * @param gradient n
 * @param hessian n x n row-major
 */
record Jet(double value, double[] gradient, double[] hessian) {
  /** A function with derivatives. */
  @FunctionalInterface
  interface Function {
    /** The function at x; null where it does not exist. */
    Jet at(double[] x);
  }
}
