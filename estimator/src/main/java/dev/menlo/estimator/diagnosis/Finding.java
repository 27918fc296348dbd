package dev.menlo.estimator.diagnosis;

/**
 * Something found in a fit.
 *
 * @param code stable code
 * @param message one sentence that names parameters and numbers
 * @param suggestion what to do about it
 * @param reduction the smaller model to try, or null if there is none
 */
public record Finding(Code code, String message, String suggestion, Reduction reduction) {
  /** Stable codes. */
  public enum Code {
    /** The fit is not certified. */
    NOT_CONVERGED,
    /** Fixed effects that the data cannot tell apart. */
    ALIASED,
    /** A variance of exactly 0. */
    ZERO_VARIANCE,
    /** A covariance matrix without variance in a direction: correlations of 1 among them. */
    SINGULAR_COVARIANCE,
    /** A correlation of nearly 1. */
    STRONG_CORRELATION,
    /** A variance that the likelihood is nearly flat in. */
    UNIDENTIFIED_VARIANCE,
    /** The information about the fixed effects is nearly singular. */
    NEAR_SINGULAR_INFORMATION,
    /** The information about the variance parameters has no inverse. */
    NO_VARIANCE_INFORMATION,
    /** A residual parameter at the end of its range. */
    AT_BOUND,
    /** Starting points end in different places. */
    STARTS_DISAGREE,
    /** Importance sampling ranks another end above the one with the largest Laplace likelihood. */
    RANK_DISPUTED
  }

  /** A finding without a smaller model to try. */
  Finding(Code code, String message, String suggestion) {
    this(code, message, suggestion, null);
  }
}
