package dev.menlo.estimator.postestimation;

/** Correlations of a covariance matrix. */
final class Correlations {
  private Correlations() {}

  /** {@code c_ij / sqrt(c_ii c_jj)}, n x n row-major; NaN beside a variance of 0. */
  static double[] of(double[] covariance, int n) {
    double[] out = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double scale = Math.sqrt(covariance[i * n + i]) * Math.sqrt(covariance[j * n + j]);
        out[i * n + j] = i == j && scale > 0 ? 1 : covariance[i * n + j] / scale;
      }
    }
    return out;
  }
}
