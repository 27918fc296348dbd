package dev.menlo.estimator;

/** How a fit ended. Codes are stable: studies store them. */
public enum Outcome {
  /** A certified fixed point that is a maximum of its own linearised likelihood. */
  CONVERGED(true),
  /** Certified, with a singular random-effects covariance, which the warnings name. */
  CONVERGED_SINGULAR(true),
  /** Out of row passes before the certificate was reached; the best iterate is returned. */
  NOT_CONVERGED(false),
  /** No finite mean at the starting values. */
  INFINITE_AT_START(false),
  /** Every step ends where the mean is not finite. */
  INFINITE_MEAN(false),
  /** A residual scale or correlation is not valid at any acceptable step. */
  INVALID_VARIANCE(false),
  /** The response is fitted exactly or has no variance: sigma is 0. */
  ZERO_RESIDUAL_VARIANCE(false),
  /** Fixed effects are aliased: the data cannot tell them apart. */
  ALIASED(false),
  /** The data set cannot carry the model; the message says why. */
  INVALID_DATA(false),
  /** Arithmetic broke down in the backend. */
  BREAKDOWN(false),
  /** The device failed and no other could take over. */
  DEVICE_FAILURE(false),
  /** The run's wall-clock limit passed before the fit ended; its last point is returned. */
  TIME_LIMIT(false);

  private final boolean converged;

  Outcome(boolean converged) {
    this.converged = converged;
  }

  /** Whether estimates are certified. */
  public boolean converged() {
    return converged;
  }
}
