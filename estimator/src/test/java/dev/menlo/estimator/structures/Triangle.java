package dev.menlo.estimator.structures;

/** Cholesky factors of dense matrices. */
final class Triangle {
  private Triangle() {}

  /** L of A = L L'. */
  static double[][] of(double[][] a) {
    int n = a.length;
    double[][] l = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a[i][j];
        for (int k = 0; k < j; k++) {
          sum -= l[i][k] * l[j][k];
        }
        if (i == j && !(sum > 0)) {
          throw new IllegalArgumentException("the matrix is not positive definite at row " + i);
        }
        l[i][j] = i == j ? Math.sqrt(sum) : sum / l[j][j];
      }
    }
    return l;
  }

  /** L^{-1} x. */
  static double[] forward(double[][] l, double[] x) {
    double[] y = x.clone();
    for (int i = 0; i < y.length; i++) {
      for (int k = 0; k < i; k++) {
        y[i] -= l[i][k] * y[k];
      }
      y[i] /= l[i][i];
    }
    return y;
  }

  /** log|L L'|. */
  static double logDeterminant(double[][] l) {
    double sum = 0;
    for (int i = 0; i < l.length; i++) {
      sum += 2 * Math.log(l[i][i]);
    }
    return sum;
  }
}
