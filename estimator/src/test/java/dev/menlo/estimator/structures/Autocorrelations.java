package dev.menlo.estimator.structures;

import java.util.Arrays;

/** Correlations as textbooks have them, at the unconstrained parameters of the fit. */
final class Autocorrelations {
  private static final int TERMS = 600;

  private Autocorrelations() {}

  /** -1/(n-1) + (1 + 1/(n-1)) / (1 + e^-d), n rows in the largest group. */
  static double exchangeable(double d, int n) {
    double lowest = -1.0 / (n - 1);
    return lowest + (1 - lowest) / (1 + Math.exp(-d));
  }

  /** Coefficients of the autoregression with partial autocorrelations tanh(d). */
  static double[] coefficients(double... d) {
    double[] phi = new double[0];
    for (double each : d) {
      double partial = Math.tanh(each);
      double[] next = Arrays.copyOf(phi, phi.length + 1);
      for (int j = 0; j < phi.length; j++) {
        next[j] = phi[j] - partial * phi[phi.length - 1 - j];
      }
      next[phi.length] = partial;
      phi = next;
    }
    return phi;
  }

  /** rho_h of an autoregression. */
  static double autoregressive(int h, double[] d) {
    return arma(h, d.length, d);
  }

  /**
   * rho_h with partial autocorrelations tanh(d_1), ..., which is that of the autoregression of
   * order h or more.
   */
  static double partial(int h, double[] d) {
    return autoregressive(h, Arrays.copyOf(d, Math.min(h, d.length)));
  }

  /**
   * rho_h of an ARMA process by the weights of its infinite moving average: psi_k = theta_k + sum_j
   * phi_j psi_{k-j}, gamma_h = sum_k psi_k psi_{k+h}.
   *
   * @param p the number of autoregressive parameters in d; the others are of the moving average
   */
  static double arma(int h, int p, double[] d) {
    double[] phi = coefficients(Arrays.copyOf(d, p));
    double[] theta = coefficients(Arrays.stream(d).skip(p).map(x -> -x).toArray());
    double[] psi = new double[TERMS + h];
    for (int k = 0; k < psi.length; k++) {
      psi[k] = k == 0 ? 1 : k <= theta.length ? -theta[k - 1] : 0;
      for (int j = 1; j <= Math.min(k, phi.length); j++) {
        psi[k] += phi[j - 1] * psi[k - j];
      }
    }
    double covariance = 0;
    double variance = 0;
    for (int k = TERMS - 1; k >= 0; k--) {
      covariance += psi[k] * psi[k + h];
      variance += psi[k] * psi[k];
    }
    return covariance / variance;
  }

  /** C = F F' with rows of F in hyperspherical angles acos(tanh(d)), row after row. */
  static double[][] positions(int n, int bandwidth, double[] d) {
    double[][] f = new double[n][n];
    int next = 0;
    for (int i = 0; i < n; i++) {
      double rest = 1;
      for (int j = Math.max(0, i - bandwidth); j < i; j++) {
        double cosine = Math.tanh(d[next++]);
        f[i][j] = rest * cosine;
        rest *= Math.sqrt(1 - cosine * cosine);
      }
      f[i][i] = rest;
    }
    double[][] c = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          c[i][j] += f[i][k] * f[j][k];
        }
      }
    }
    return c;
  }
}
