package dev.menlo.estimator.inference;

import dev.menlo.engine.program.ElementaryFunctions;
import dev.menlo.estimator.ParameterEstimate;
import dev.menlo.model.ResidualParameter.IntervalScale;

/** Wald confidence intervals, symmetric on a given scale. */
public final class Interval {
  private final double quantile;

  /** Intervals of a confidence level in percent. */
  public Interval(double level) {
    quantile = ElementaryFunctions.invnormal(0.5 + level / 200);
  }

  /** estimate -+ quantile se. */
  public double halfWidth(double se) {
    return quantile * se;
  }

  /** A parameter with its interval: {@code h^{-1}(h(estimate) -+ quantile se h'(estimate))}. */
  public ParameterEstimate around(String name, double estimate, double se, IntervalScale scale) {
    if (!Double.isFinite(se)) {
      return new ParameterEstimate(name, estimate, Double.NaN, Double.NaN, Double.NaN);
    }
    double half = halfWidth(se);
    return switch (scale) {
      case IDENTITY -> new ParameterEstimate(name, estimate, se, estimate - half, estimate + half);
      case LOG -> {
        double factor = Math.exp(half / estimate);
        yield new ParameterEstimate(name, estimate, se, estimate / factor, estimate * factor);
      }
      case ATANH -> {
        double centre = 0.5 * Math.log((1 + estimate) / (1 - estimate));
        double reach = half / (1 - estimate * estimate);
        yield new ParameterEstimate(
            name, estimate, se, Math.tanh(centre - reach), Math.tanh(centre + reach));
      }
    };
  }
}
