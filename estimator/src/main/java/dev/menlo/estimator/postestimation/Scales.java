package dev.menlo.estimator.postestimation;

import dev.menlo.model.ResidualParameter.IntervalScale;

/** The scales of intervals as functions h with derivatives. */
final class Scales {
  private Scales() {}

  /** h(v). */
  static double to(IntervalScale scale, double v) {
    return switch (scale) {
      case IDENTITY -> v;
      case LOG -> Math.log(v);
      case ATANH -> 0.5 * (Math.log1p(v) - Math.log1p(-v));
    };
  }

  /** The v of h(v). */
  static double from(IntervalScale scale, double h) {
    return switch (scale) {
      case IDENTITY -> h;
      case LOG -> Math.exp(h);
      case ATANH -> Math.tanh(h);
    };
  }

  /** h'(v). */
  static double slope(IntervalScale scale, double v) {
    return switch (scale) {
      case IDENTITY -> 1;
      case LOG -> 1 / v;
      case ATANH -> 1 / ((1 - v) * (1 + v));
    };
  }

  /** h''(v). */
  static double bend(IntervalScale scale, double v) {
    return switch (scale) {
      case IDENTITY -> 0;
      case LOG -> -1 / (v * v);
      case ATANH -> 2 * v / (((1 - v) * (1 + v)) * ((1 - v) * (1 + v)));
    };
  }
}
