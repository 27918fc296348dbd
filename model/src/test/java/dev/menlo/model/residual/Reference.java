package dev.menlo.model.residual;

/** Textbook formulas for correlations, written apart from the programs they check. */
final class Reference {
  private Reference() {}

  /**
   * Autocorrelations 0..lags-1 of an ARMA process by its psi weights: psi_k = theta_k + sum_j phi_j
   * psi_{k-j}, gamma_h = sum_k psi_k psi_{k+h}, cut where psi is negligible.
   */
  static double[] arma(double[] phi, double[] theta, int lags) {
    int terms = 20_000;
    double[] psi = new double[terms + lags];
    for (int k = 0; k < psi.length; k++) {
      psi[k] = k == 0 ? 1 : k <= theta.length ? theta[k - 1] : 0;
      for (int j = 1; j <= Math.min(k, phi.length); j++) {
        psi[k] += phi[j - 1] * psi[k - j];
      }
    }
    double[] rho = new double[lags];
    for (int h = lags - 1; h >= 0; h--) {
      for (int k = 0; k < terms; k++) {
        rho[h] += psi[k] * psi[k + h];
      }
    }
    double variance = rho[0];
    for (int h = 0; h < lags; h++) {
      rho[h] /= variance;
    }
    return rho;
  }

  /** Whether every root of 1 - a_1 z - ... - a_p z^p is outside the unit circle. */
  static boolean stationary(double[] a) {
    int p = a.length;
    double[][] companion = new double[p][p];
    companion[0] = a.clone();
    for (int i = 1; i < p; i++) {
      companion[i][i - 1] = 1;
    }
    for (int k = 0; k < 20; k++) {
      companion = square(companion);
    }
    double largest = 0;
    for (double[] row : companion) {
      for (double x : row) {
        largest = Math.max(largest, Math.abs(x));
      }
    }
    return largest < 1e-3;
  }

  private static double[][] square(double[][] a) {
    int n = a.length;
    double[][] product = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          product[i][j] += a[i][k] * a[k][j];
        }
      }
    }
    return product;
  }

  /** Whether a symmetric matrix is positive definite, by elimination. */
  static boolean positiveDefinite(double[][] matrix) {
    int n = matrix.length;
    double[][] a = new double[n][];
    for (int i = 0; i < n; i++) {
      a[i] = matrix[i].clone();
    }
    for (int k = 0; k < n; k++) {
      if (!(a[k][k] > 0)) {
        return false;
      }
      for (int i = k + 1; i < n; i++) {
        double factor = a[i][k] / a[k][k];
        for (int j = k; j < n; j++) {
          a[i][j] -= factor * a[k][j];
        }
      }
    }
    return true;
  }
}
