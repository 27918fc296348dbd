package dev.menlo.estimator.inference;

import dev.menlo.estimator.inference.VarianceParameters.Estimated;
import dev.menlo.estimator.inference.VarianceParameters.Labelled;
import dev.menlo.model.ResidualParameter.IntervalScale;

/**
 * Variances and covariances as standard deviations and correlations, by the delta method:
 *
 * <pre>
 * s = sqrt(v)            ds = dv / (2 s)                                   interval on the log scale
 * r = c / sqrt(v1 v2)    dr = dc / sqrt(v1 v2) - r/2 (dv1/v1 + dv2/v2)     on the atanh scale
 * </pre>
 */
final class StandardDeviations {
  /** From this squared correlation on, the covariance is singular and r has no interval. */
  private static final double SINGULAR = 1 - 1e-12;

  /** Whether tables print a parameter of this name in squared units. */
  static boolean isVariance(String name) {
    return name.startsWith("var(") || name.startsWith("sigma2");
  }

  /** {@code var(U1)} as {@code sd(U1)}, {@code sigma2} as {@code sigma}. */
  Labelled ofVariance(Labelled variance) {
    double sd = Math.sqrt(variance.estimated().value());
    double[] gradient = variance.estimated().gradient().clone();
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] /= 2 * sd;
    }
    String name = variance.name().replaceFirst("^var\\(", "sd(").replaceFirst("^sigma2", "sigma");
    return new Labelled(name, new Estimated(sd, gradient), IntervalScale.LOG);
  }

  /** {@code cov(U1,U2)} as {@code corr(U1,U2)}. */
  Labelled ofCovariance(Labelled covariance, Estimated first, Estimated second) {
    double scale = Math.sqrt(first.value() * second.value());
    double r = covariance.estimated().value() / scale;
    double[] gradient = covariance.estimated().gradient().clone();
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] =
          r * r < SINGULAR
              ? gradient[i] / scale
                  - r
                      / 2
                      * (first.gradient()[i] / first.value()
                          + second.gradient()[i] / second.value())
              : Double.NaN;
    }
    String name = covariance.name().replaceFirst("^cov\\(", "corr(");
    return new Labelled(name, new Estimated(r, gradient), IntervalScale.ATANH);
  }
}
