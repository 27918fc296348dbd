package dev.menlo.model.residual;

import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.ProgramBuilder;
import java.util.Arrays;

/**
 * Stationary autoregressions through their partial autocorrelations pi_1, ..., pi_p, each free in
 * (-1, 1): the Durbin-Levinson recursion written into a program.
 *
 * <pre>
 *   phi_kk = pi_k,   phi_kj = phi_{k-1,j} - pi_k phi_{k-1,k-j}            j = 1..k-1
 *   v_k = v_{k-1} (1 - pi_k^2),   v_0 = 1
 *   rho_k = sum_{j&lt;k} phi_{k-1,j} rho_{k-j} + pi_k v_{k-1}                k = 1..p
 *   rho_h = sum_{j&lt;=p} phi_pj rho_{h-j}                                    h &gt; p
 * </pre>
 *
 * <p>Source: Barndorff-Nielsen &amp; Schou 1973, J. Multivariate Anal. 3:408 (the map is one to one
 * onto the stationary region); Brockwell &amp; Davis 1991, section 5.2.
 */
final class PartialAutocorrelations {
  private final ProgramBuilder b;
  private final int[] pi;
  private final int[] phi;
  private final int[] rho;

  /** Runs the recursion for the nodes of pi. */
  private PartialAutocorrelations(ProgramBuilder b, int[] pi) {
    this.b = b;
    this.pi = pi;
    this.phi = new int[pi.length];
    this.rho = new int[pi.length + 1];
    rho[0] = b.constant(1);
    int v = b.constant(1);
    for (int k = 1; k <= pi.length; k++) {
      rho[k] = b.add(predict(k, k - 1), b.mul(pi[k - 1], v));
      v = b.mul(v, b.sub(b.constant(1), b.mul(pi[k - 1], pi[k - 1])));
      extend(k);
    }
  }

  /** The recursion for pi_k = tanh(delta_k). */
  static PartialAutocorrelations tanh(ProgramBuilder b, int[] delta) {
    return new PartialAutocorrelations(
        b, Arrays.stream(delta).map(d -> b.apply(Op.TANH, d)).toArray());
  }

  /** phi_k1, ..., phi_kk from phi_{k-1}. */
  private void extend(int k) {
    int[] before = Arrays.copyOf(phi, k - 1);
    for (int j = 1; j < k; j++) {
      phi[j - 1] = b.sub(before[j - 1], b.mul(pi[k - 1], before[k - j - 1]));
    }
    phi[k - 1] = pi[k - 1];
  }

  /** sum over j = 1..order of phi_j rho_{h-j}, from the autocorrelations known so far. */
  private int predict(int h, int order) {
    int sum = b.constant(0);
    for (int j = 1; j <= order; j++) {
      sum = b.add(sum, b.mul(phi[j - 1], rho[h - j]));
    }
    return sum;
  }

  /** The nodes of phi_1, ..., phi_p. */
  int[] coefficients() {
    return phi.clone();
  }

  /** The nodes of rho_0, ..., rho_{lags-1} of the autoregression. */
  int[] autocorrelations(int lags) {
    int p = pi.length;
    int[] all = Arrays.copyOf(rho, Math.max(lags, p + 1));
    for (int h = p + 1; h < lags; h++) {
      int sum = b.constant(0);
      for (int j = 1; j <= p; j++) {
        sum = b.add(sum, b.mul(phi[j - 1], all[h - j]));
      }
      all[h] = sum;
    }
    return Arrays.copyOf(all, lags);
  }
}
