package dev.menlo.estimator.lindstrombates;

import dev.menlo.engine.Criterion;
import dev.menlo.engine.Profile;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;

/**
 * The profiled deviance of the linearised model at one psi = (theta, delta), with its gradient and
 * Hessian (method.md, eqs. 6, 7 and 10):
 *
 * <pre>d = L + nu (1 + log(2 pi rho^2 / nu)),   nu = N (ML) or N - p (REML)
 * g = dL + nu drho2 / rho2
 * H = d2L + nu (d2rho2 / rho2 - drho2 drho2' / rho2^2)</pre>
 *
 * first in x = (vech D, delta), where they are exact, then in psi by the chain rule.
 */
final class Deviance {
  private final RandomEffectsCovariance covariance;
  private final int x;
  private final int n;

  /** d. */
  double value;

  /** rho^2 / nu. */
  double sigma2;

  /** Gradient in (vech D, delta). */
  final double[] gradientInD;

  /** Hessian in (vech D, delta). */
  final double[] hessianInD;

  /** Gradient in psi. */
  final double[] gradient;

  /** Hessian in psi, row-major. */
  final double[] hessian;

  Deviance(RandomEffectsCovariance covariance, int residualParameters) {
    this.covariance = covariance;
    this.x = covariance.vechLength() + residualParameters;
    this.n = covariance.parameters() + residualParameters;
    gradientInD = new double[x];
    hessianInD = new double[x * x];
    gradient = new double[n];
    hessian = new double[n * n];
  }

  /** nu: the observations that sigma^2 is averaged over. */
  static int degrees(Criterion criterion, int observations, int fixedEffects) {
    return criterion == Criterion.ML ? observations : observations - fixedEffects;
  }

  /** d at the profile's values, without derivatives. */
  static double value(Profile profile, int fit, int nu) {
    return profile.logDeterminant[fit]
        + nu * (1 + Math.log(2 * Math.PI * profile.penalizedRss[fit] / nu));
  }

  /** Composes the value only. */
  void composeValue(Profile profile, int fit, int nu) {
    value = value(profile, fit, nu);
    sigma2 = profile.penalizedRss[fit] / nu;
  }

  /** Composes value and derivatives at psi from a fit's profile. */
  void compose(Profile profile, int fit, int nu, double[] psi) {
    composeValue(profile, fit, nu);
    double rho2 = profile.penalizedRss[fit];
    for (int i = 0; i < x; i++) {
      double di = profile.penalizedRssGradient[fit * x + i];
      gradientInD[i] = profile.logDeterminantGradient[fit * x + i] + nu * di / rho2;
      for (int j = 0; j < x; j++) {
        int at = (fit * x + i) * x + j;
        double dj = profile.penalizedRssGradient[fit * x + j];
        hessianInD[i * x + j] =
            profile.logDeterminantHessian[at]
                + nu * (profile.penalizedRssHessian[at] / rho2 - di * dj / (rho2 * rho2));
      }
    }
    new ChainRule(covariance, psi, x).apply(gradientInD, hessianInD, gradient, hessian);
  }

  /** Takes over another evaluation. */
  void copy(Deviance other) {
    value = other.value;
    sigma2 = other.sigma2;
    System.arraycopy(other.gradientInD, 0, gradientInD, 0, x);
    System.arraycopy(other.hessianInD, 0, hessianInD, 0, x * x);
    System.arraycopy(other.gradient, 0, gradient, 0, n);
    System.arraycopy(other.hessian, 0, hessian, 0, n * n);
  }
}
