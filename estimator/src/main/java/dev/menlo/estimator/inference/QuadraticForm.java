package dev.menlo.estimator.inference;

/** Covariances of linear functions of estimates of which some may have no covariance. */
public final class QuadraticForm {
  private QuadraticForm() {}

  /**
   * {@code a'Vb} over the estimates that both move: what a function does not depend on may have no
   * covariance (NaN) without spoiling it.
   *
   * @param v n x n row-major
   */
  public static double of(double[] a, double[] v, double[] b, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (a[i] != 0 && b[j] != 0) {
          sum += a[i] * v[i * n + j] * b[j];
        }
      }
    }
    return sum;
  }

  /** {@code sqrt(g'Vg)}. */
  public static double standardError(double[] g, double[] v, int n) {
    return Math.sqrt(of(g, v, g, n));
  }
}
