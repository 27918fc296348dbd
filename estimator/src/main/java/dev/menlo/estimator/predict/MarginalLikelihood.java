package dev.menlo.estimator.predict;

import dev.menlo.estimator.FittedModel;

/**
 * The marginal log likelihood at the estimates of a fit, the random effects integrated out by
 * importance sampling (docs/method.md, eq. 32): a check of the Laplace approximation (eq. 17).
 *
 * @param logLikelihood the estimate; NaN if the fit has no estimates
 * @param standardError its Monte Carlo standard error
 * @param draws of the random effects of each outermost group
 */
public record MarginalLikelihood(double logLikelihood, double standardError, int draws) {
  /** What a fit without estimates has. */
  public static final MarginalLikelihood NONE = new MarginalLikelihood(Double.NaN, Double.NaN, 0);

  /** Rows times draws that a default number of draws keeps to. */
  private static final int EVALUATIONS = 1_000_000;

  private static final int FEWEST = 200;
  private static final int MOST = 2000;
  private static final long SEED = 32;

  /**
   * The marginal log likelihood of a fit with a number of draws that suits its rows and a seed that
   * is always the same.
   */
  public static MarginalLikelihood of(FittedModel fit) {
    int affordable = EVALUATIONS / Math.max(1, fit.data().design().rows());
    return of(fit, Math.min(MOST, Math.max(FEWEST, affordable)), SEED);
  }

  /**
   * The marginal log likelihood of a fit.
   *
   * @param draws of the random effects of each outermost group; made a multiple of 10
   * @param seed of the random numbers, on which alone they depend
   */
  public static MarginalLikelihood of(FittedModel fit, int draws, long seed) {
    if (!(fit.point().sigma2() > 0) || !Double.isFinite(fit.point().laplace())) {
      return NONE;
    }
    return fit.data().design().levels() == 0
        ? new MarginalLikelihood(fit.point().laplace(), 0, 0)
        : new ImportanceSampling(fit, draws, seed).estimate();
  }

  /**
   * Whether this is above another by more than twice the Monte Carlo standard error of the
   * difference.
   */
  public boolean clearlyAbove(MarginalLikelihood other) {
    return logLikelihood - other.logLikelihood > 2 * errorOfDifference(other);
  }

  /** The Monte Carlo standard error of the difference to another one. */
  public double errorOfDifference(MarginalLikelihood other) {
    return Math.hypot(standardError, other.standardError);
  }
}
