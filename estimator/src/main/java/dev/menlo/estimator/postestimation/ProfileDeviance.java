package dev.menlo.estimator.postestimation;

/**
 * The profile deviance of one parameter: twice the drop of the frozen linearised log likelihood,
 * maximised over all other parameters, against its maximum.
 */
interface ProfileDeviance {
  /** What a profile could not be found at. */
  double FAILED = Double.NaN;

  /** The estimate. */
  double estimate();

  /**
   * The profile deviance at a value; calls walk away from the estimate in small steps or come back,
   * as each starts at the solution of the one before.
   *
   * @return FAILED if the constrained maximum was not found; infinite if the likelihood exists
   *     nowhere at this value
   */
  double at(double value);

  /** The profile deviance at 0 for a parameter whose boundary that is; infinite elsewhere. */
  double atZero();

  /**
   * For an estimate of 0, a boundary: about the distance, on the scale of the root of the
   * parameter, on which the profile deviance reaches 1; NaN elsewhere.
   */
  default double unitAtZero() {
    return Double.NaN;
  }

  /** Forgets the last solution: the next call starts at the estimates. */
  void restart();
}
