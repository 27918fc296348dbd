package dev.menlo.estimator.simulate;

import dev.menlo.engine.ModelSpec;
import dev.menlo.estimator.algebra.Cholesky;
import java.util.List;

/**
 * The parameters that data are drawn from.
 *
 * @param beta fixed effects, p, in the model's order
 * @param psi per grouping level, outermost first, the covariance Psi_k of its random effects, q_k x
 *     q_k row-major, on the variance scale; may be singular
 * @param sigma scale of the errors: a row has standard deviation sigma g
 * @param delta residual parameters as the backend sees them, r
 */
public record TrueParameters(double[] beta, List<double[]> psi, double sigma, double[] delta) {
  private static final double NEGLIGIBLE = 1e-12;
  private static final double ROUNDING = 1e-8;

  /** Copies the arrays. */
  public TrueParameters {
    beta = beta.clone();
    psi = psi.stream().map(double[]::clone).toList();
    delta = delta.clone();
  }

  /** Parameters of a model with independent errors of constant variance. */
  public TrueParameters(double[] beta, List<double[]> psi, double sigma) {
    this(beta, psi, sigma, new double[0]);
  }

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if they are not those of the model
   */
  void requireSizesOf(ModelSpec model) {
    require("beta", beta.length, model.fixedEffects());
    require("delta", delta.length, model.residual().parameters());
    require("psi", psi.size(), model.levels());
    for (int level = 1; level <= model.levels(); level++) {
      int q = model.randomEffects(level);
      require("psi of level " + level, psi.get(level - 1).length, q * q);
    }
    if (!(sigma >= 0) || sigma == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException("sigma must be finite and not negative, not " + sigma);
    }
  }

  private static void require(String name, int length, int needed) {
    if (length != needed) {
      throw new IllegalArgumentException(
          name + " has " + length + " entries; the model needs " + needed);
    }
  }

  /**
   * The lower factor L of a level, L L' = Psi.
   *
   * @param level 1..K
   * @param q q_k
   * @throws IllegalArgumentException if Psi is not a covariance matrix
   */
  double[] factor(int level, int q) {
    double[] matrix = psi.get(level - 1);
    double[] l = Cholesky.semidefinite(matrix, q, NEGLIGIBLE);
    for (int i = 0; i < q; i++) {
      for (int j = 0; j < q; j++) {
        double product = 0;
        for (int k = 0; k < q; k++) {
          product += l[i * q + k] * l[j * q + k];
        }
        double scale = Math.sqrt(Math.abs(matrix[i * q + i] * matrix[j * q + j]));
        if (!(Math.abs(product - matrix[i * q + j]) <= ROUNDING * scale)) {
          throw new IllegalArgumentException(
              "psi of level " + level + " is not symmetric and positive semi-definite");
        }
      }
    }
    return l;
  }
}
