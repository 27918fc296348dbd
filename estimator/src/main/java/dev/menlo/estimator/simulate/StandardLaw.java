package dev.menlo.estimator.simulate;

import java.util.Locale;

/**
 * The law of standardised random effects or errors: mean 0 and variance 1, whatever its shape, so
 * that Psi and sigma keep their meaning. Numbers are functions of the stream alone.
 */
public interface StandardLaw {
  /** The next number. */
  double next(RandomStream stream);

  /** The standard normal law. */
  static StandardLaw normal() {
    return RandomStream::nextNormal;
  }

  /**
   * Student's t, divided by its standard deviation: {@code t sqrt((df - 2) / df)}.
   *
   * @param df degrees of freedom, above 2 (the variance is infinite below)
   */
  static StandardLaw studentT(double df) {
    require(df > 2, "t needs more than 2 degrees of freedom, not %s", df);
    double scale = Math.sqrt((df - 2) / df);
    return stream -> {
      double z = stream.nextNormal();
      return scale * z / Math.sqrt(2 * stream.nextGamma(df / 2) / df);
    };
  }

  /**
   * A gamma law moved to mean 0 and scaled to variance 1: {@code (g - a) / sqrt(a)}, with skewness
   * {@code 2 / sqrt(a)}.
   *
   * @param shape a, positive
   */
  static StandardLaw gamma(double shape) {
    require(shape > 0, "gamma needs a positive shape, not %s", shape);
    double scale = 1 / Math.sqrt(shape);
    return stream -> (stream.nextGamma(shape) - shape) * scale;
  }

  /** The uniform law on (-sqrt(3), sqrt(3)). */
  static StandardLaw uniform() {
    double reach = Math.sqrt(3);
    return stream -> reach * (2 * stream.nextUniform() - 1);
  }

  /**
   * Two normals of one variance: with probability p at {@code +d (1 - p)}, else at {@code -d p},
   * divided by the standard deviation {@code sqrt(1 + d^2 p (1 - p))}.
   *
   * @param p weight of the upper one, between 0 and 1
   * @param distance d between the two means, in their standard deviations
   */
  static StandardLaw mixture(double p, double distance) {
    require(p > 0 && p < 1, "mixture needs a weight between 0 and 1, not %s", p);
    double scale = 1 / Math.sqrt(1 + distance * distance * p * (1 - p));
    return stream -> {
      double centre = stream.nextUniform() < p ? distance * (1 - p) : -distance * p;
      return scale * (centre + stream.nextNormal());
    };
  }

  private static void require(boolean holds, String message, double value) {
    if (!holds) {
      throw new IllegalArgumentException(String.format(Locale.ROOT, message, value));
    }
  }
}
