package dev.menlo.engine.cpu.reference;

/**
 * A covariance matrix with its derivatives in delta.
 *
 * @param value n x n
 * @param gradient r matrices dR/ddelta_j, n x n
 * @param hessian r x r matrices d2R/ddelta_j ddelta_k, n x n
 */
record CovarianceJet(Matrix value, Matrix[] gradient, Matrix[][] hessian) {
  /** Zero matrices of a size. */
  static CovarianceJet zero(int n, int parameters) {
    Matrix[] gradient = new Matrix[parameters];
    Matrix[][] hessian = new Matrix[parameters][parameters];
    for (int j = 0; j < parameters; j++) {
      gradient[j] = new Matrix(n, n);
      for (int k = 0; k < parameters; k++) {
        hessian[j][k] = new Matrix(n, n);
      }
    }
    return new CovarianceJet(new Matrix(n, n), gradient, hessian);
  }

  /** Sets entry (i, k) and its mirror. */
  void set(int i, int k, Jet entry) {
    mirror(value, i, k, entry.value());
    for (int a = 0; a < gradient.length; a++) {
      mirror(gradient[a], i, k, entry.gradient()[a]);
      for (int b = 0; b < gradient.length; b++) {
        mirror(hessian[a][b], i, k, entry.hessian()[a][b]);
      }
    }
  }

  private static void mirror(Matrix matrix, int i, int k, double value) {
    matrix.set(i, k, value);
    matrix.set(k, i, value);
  }
}
