package dev.menlo.estimator.postestimation;

import dev.menlo.estimator.covariance.CovarianceParameter;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;

/** Which theta move which random effects. */
final class Touches {
  private Touches() {}

  /** Whether theta_a moves the row of Lambda of a variance's random effect. */
  static boolean row(RandomEffectsCovariance covariance, int a, CovarianceParameter variance) {
    return touches(covariance, a, variance, false);
  }

  /** Whether theta_a moves the row or the column of Lambda of a variance's random effect. */
  static boolean rowOrColumn(
      RandomEffectsCovariance covariance, int a, CovarianceParameter variance) {
    return touches(covariance, a, variance, true);
  }

  private static boolean touches(
      RandomEffectsCovariance covariance, int a, CovarianceParameter variance, boolean column) {
    if (covariance.level(a) != variance.level()) {
      return false;
    }
    double[] unit = new double[covariance.parameters()];
    unit[a] = 1;
    double[] factor = new double[covariance.factorLength()];
    covariance.factor(unit, factor, 0);
    int q = covariance.size(variance.level());
    int at = covariance.factorOffset(variance.level());
    for (int k = 0; k < q; k++) {
      boolean inRow = factor[at + variance.row() * q + k] != 0;
      boolean inColumn = factor[at + k * q + variance.row()] != 0;
      if (inRow || column && inColumn) {
        return true;
      }
    }
    return false;
  }
}
