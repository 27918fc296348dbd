package dev.menlo.estimator.predict;

import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;
import java.util.Arrays;

/**
 * The variance parameters of a fit as predictions need them.
 *
 * @param factors Lambda_k of each level, outermost first, q_k x q_k row-major
 * @param delta residual parameters as the backend sees them
 * @param sigma2 residual variance
 */
record Scale(double[][] factors, double[] delta, double sigma2) {
  static Scale of(FittedModel fitted) {
    RandomEffectsCovariance covariance = new RandomEffectsCovariance(fitted.lowered().levels());
    double[] psi = fitted.point().psi();
    double[] all = new double[covariance.factorLength()];
    covariance.factor(psi, all, 0);
    double[][] factors = new double[fitted.lowered().levels().size()][];
    for (int k = 0; k < factors.length; k++) {
      int q = covariance.size(k + 1);
      int from = covariance.factorOffset(k + 1);
      factors[k] = Arrays.copyOfRange(all, from, from + q * q);
    }
    double[] delta = Arrays.copyOfRange(psi, covariance.parameters(), psi.length);
    return new Scale(factors, delta, fitted.point().sigma2());
  }

  /** q_k, k = 1..K. */
  int size(int level) {
    return (int) Math.round(Math.sqrt(factors[level - 1].length));
  }

  /** Writes {@code Lambda_k u} of one group over u in place of {@code b}. */
  void effects(int level, double[] u, int from, double[] b, int to) {
    int q = size(level);
    double[] lambda = factors[level - 1];
    for (int i = 0; i < q; i++) {
      double sum = 0;
      for (int j = 0; j < q; j++) {
        sum += lambda[i * q + j] * u[from + j];
      }
      b[to + i] = sum;
    }
  }

  /** {@code (Lambda_k' z)_j}: the derivative in u of a row whose derivative in b is z. */
  double inU(int level, double[] z, int from, int j) {
    int q = size(level);
    double sum = 0;
    for (int i = 0; i < q; i++) {
      sum += factors[level - 1][i * q + j] * z[from + i];
    }
    return sum;
  }

  /**
   * b of each level from the concatenated u: level 1 first, group by group.
   *
   * @param groups number of groups of each level
   */
  double[][] effects(double[] u, int[] groups) {
    double[][] b = new double[factors.length][];
    int at = 0;
    for (int k = 0; k < b.length; k++) {
      int q = size(k + 1);
      b[k] = new double[groups[k] * q];
      for (int g = 0; g < groups[k]; g++) {
        effects(k + 1, u, at + g * q, b[k], g * q);
      }
      at += groups[k] * q;
    }
    return b;
  }
}
