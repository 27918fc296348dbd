package dev.menlo.estimator.postestimation;

import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.FixedPoint;

/**
 * The covariance of the estimates of a fit in omega = (beta, psi, log sigma), by some rule.
 *
 * @param vce the rule
 * @param matrix n x n row-major; NaN for what has no covariance: parameters on the boundary,
 *     everything where an information matrix is singular
 * @param size n
 * @param clusters number of clusters of a sandwich, else 0
 */
public record EstimatesCovariance(Vce vce, double[] matrix, int size, int clusters) {
  /**
   * Computes the covariance.
   *
   * @throws dev.menlo.estimator.data.DataException if the fit has no estimates, or the clusters are
   *     not there or not independent
   */
  public static EstimatesCovariance of(FittedModel fitted, Vce vce) {
    return switch (vce.rule()) {
      case MENL -> menl(fitted);
      case FULL -> FullInformation.of(fitted);
      case ROBUST, CLUSTER -> Sandwich.of(fitted, vce);
    };
  }

  /** The blocks of method.md, eqs. 14 and 15; the fixed and the variance part are independent. */
  private static EstimatesCovariance menl(FittedModel fitted) {
    fitted.requireEstimates();
    return blocks(
        Vce.MENL,
        fitted.point().fixedEffectsCovariance(),
        fitted.point().varianceCovariance(),
        fitted.point().beta().length,
        0);
  }

  /** A block-diagonal covariance. */
  static EstimatesCovariance blocks(
      Vce vce, double[] fixed, double[] variance, int p, int clusters) {
    int m = (int) Math.round(Math.sqrt(variance.length));
    int n = p + m;
    double[] matrix = new double[n * n];
    for (int i = 0; i < p; i++) {
      System.arraycopy(fixed, i * p, matrix, i * n, p);
    }
    for (int i = 0; i < m; i++) {
      System.arraycopy(variance, i * m, matrix, (p + i) * n + p, m);
    }
    return new EstimatesCovariance(vce, matrix, n, clusters);
  }

  /** The covariance of beta, p x p row-major. */
  public double[] fixedEffects(int p) {
    return block(0, p);
  }

  /** The correlations of beta, p x p row-major. */
  public double[] fixedEffectsCorrelation(int p) {
    return Correlations.of(fixedEffects(p), p);
  }

  /** The covariance of (psi, log sigma), row-major. */
  public double[] variances(int p) {
    return block(p, size);
  }

  private double[] block(int from, int to) {
    int n = to - from;
    double[] out = new double[n * n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(matrix, (from + i) * size + from, out, i * n, n);
    }
    return out;
  }

  /** The fixed point of a fit with the covariance that its options ask for, for the tables. */
  public static FixedPoint shown(FittedModel fitted) {
    FixedPoint point = fitted.point();
    boolean usual = fitted.options().vce().equals(Vce.MENL);
    if (usual || !fitted.options().standardErrors() || !(point.sigma2() > 0)) {
      return point;
    }
    EstimatesCovariance covariance = of(fitted, fitted.options().vce());
    int p = point.beta().length;
    return point.withCovariances(covariance.fixedEffects(p), covariance.variances(p));
  }
}
