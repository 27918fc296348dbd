package dev.menlo.estimator.postestimation;

import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;

/**
 * Information criteria of a fit, with the log likelihood that it reports (restricted under REML)
 * and N the observations, as Stata's {@code estimates stats} has them.
 *
 * @param observations N
 * @param logLikelihood ll
 * @param df parameters k: fixed effects, distinct variances and covariances, residual parameters
 * @param aic {@code -2 ll + 2 k}
 * @param aicc {@code AIC + 2 k (k + 1) / (N - k - 1)}; NaN where N is not above k + 1
 * @param caic {@code -2 ll + k (log N + 1)}
 * @param bic {@code -2 ll + k log N}
 */
public record InformationCriteria(
    int observations,
    double logLikelihood,
    int df,
    double aic,
    double aicc,
    double caic,
    double bic) {
  /** The criteria of a fit. */
  public static InformationCriteria of(FittedModel fitted) {
    int k = parameters(fitted);
    int n = fitted.data().design().observations();
    double deviance = -2 * fitted.point().logLikelihood();
    double aic = deviance + 2 * k;
    int spare = n - k - 1;
    return new InformationCriteria(
        n,
        fitted.point().logLikelihood(),
        k,
        aic,
        spare > 0 ? aic + 2.0 * k * (k + 1) / spare : Double.NaN,
        deviance + k * (Math.log(n) + 1),
        deviance + k * Math.log(n));
  }

  /** Fixed effects, theta, delta and sigma. */
  static int parameters(FittedModel fitted) {
    return fitted.lowered().fixedEffects().size()
        + new RandomEffectsCovariance(fitted.lowered().levels()).parameters()
        + fitted.lowered().residual().spec().parameters()
        + 1;
  }
}
