package dev.menlo.model.residual;

import dev.menlo.engine.program.ProgramBuilder;
import java.util.Arrays;

/**
 * Autocorrelations of {@code u_t = phi_1 u_{t-1} + ... + phi_p u_{t-p} + a_t + theta_1 a_{t-1} +
 * ... + theta_q a_{t-q}}, exactly and without a linear system. u is the moving average theta(B) of
 * the autoregression x with phi(B) x_t = a_t, so with theta_0 = 1
 *
 * <pre>
 *   c_m = sum_i theta_i theta_{i+m}                                      m = 0..q
 *   gamma_u(h) is proportional to sum_{m=-q..q} c_|m| rho_x(|h - m|)
 *   rho_u(h) = gamma_u(h) / gamma_u(0)
 * </pre>
 *
 * <p>Source: Box, Jenkins &amp; Reinsel 1994, section 3.4 for the model; the filter formula is
 * Brockwell &amp; Davis 1991, proposition 3.1.2. Signs of theta as in menl and nlme, opposite to
 * Box &amp; Jenkins. Invertible for every delta: 1 + theta_1 z + ... has the form 1 - a_1 z - ...
 * of a stationary autoregression a with partial autocorrelations -tanh(delta), so q = 1 has theta_1
 * = tanh(delta_1).
 */
final class ArmaAutocorrelations {
  private ArmaAutocorrelations() {}

  /** The nodes of theta_1, ..., theta_q. */
  static int[] theta(ProgramBuilder b, int[] delta) {
    int[] negated = Arrays.stream(delta).map(d -> b.mul(b.constant(-1), d)).toArray();
    int[] a = PartialAutocorrelations.tanh(b, negated).coefficients();
    return Arrays.stream(a).map(node -> b.mul(b.constant(-1), node)).toArray();
  }

  /**
   * The nodes of rho_u(0), ..., rho_u(lags - 1).
   *
   * @param autoregressive delta of the autoregression, length p
   * @param movingAverage delta of the moving average, length q
   */
  static int[] of(ProgramBuilder b, int[] autoregressive, int[] movingAverage, int lags) {
    int[] c = products(b, theta(b, movingAverage));
    int[] x =
        PartialAutocorrelations.tanh(b, autoregressive)
            .autocorrelations(lags + movingAverage.length);
    int[] gamma = new int[lags];
    for (int h = 0; h < lags; h++) {
      gamma[h] = autocovariance(b, c, x, h);
    }
    int[] rho = new int[lags];
    for (int h = 1; h < lags; h++) {
      rho[h] = b.div(gamma[h], gamma[0]);
    }
    rho[0] = b.constant(1);
    return rho;
  }

  /** c_0, ..., c_q. */
  private static int[] products(ProgramBuilder b, int[] theta) {
    int q = theta.length;
    int[] c = new int[q + 1];
    for (int m = 0; m <= q; m++) {
      c[m] = m == 0 ? b.constant(1) : theta[m - 1];
      for (int i = 1; i + m <= q; i++) {
        c[m] = b.add(c[m], b.mul(theta[i - 1], theta[i + m - 1]));
      }
    }
    return c;
  }

  private static int autocovariance(ProgramBuilder b, int[] c, int[] x, int h) {
    int sum = b.mul(c[0], x[h]);
    for (int m = 1; m < c.length; m++) {
      sum = b.add(sum, b.mul(c[m], b.add(x[Math.abs(h - m)], x[h + m])));
    }
    return sum;
  }
}
