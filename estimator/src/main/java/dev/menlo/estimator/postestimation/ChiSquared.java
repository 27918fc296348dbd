package dev.menlo.estimator.postestimation;

import dev.menlo.estimator.inference.Interval;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/** Tails of chi-squared distributions and their mixtures. */
final class ChiSquared {
  private ChiSquared() {}

  /** P(chi2(df) &gt;= x); chi2(0) is 0. */
  static double upperTail(double x, int df) {
    if (Double.isNaN(x)) {
      return Double.NaN;
    }
    if (df == 0) {
      return x > 0 ? 0 : 1;
    }
    return x <= 0 ? 1 : ChiSquaredDistribution.of(df).survivalProbability(x);
  }

  /** The equal mixture of chi2(df - 1) and chi2(df) (method.md, eq. 22). */
  static double mixedTail(double x, int df) {
    return 0.5 * (upperTail(x, df - 1) + upperTail(x, df));
  }

  /**
   * The point below which chi2(1) has a probability in percent: the square of a normal quantile.
   */
  static double quantile1(double level) {
    double z = new Interval(level).halfWidth(1);
    return z * z;
  }
}
