package dev.menlo.estimator;

/**
 * Something the user should know of a fit.
 *
 * @param code stable code
 * @param message one sentence that names the place
 * @param suggestion what to do about it; may be empty
 */
public record Warning(Code code, String message, String suggestion) {
  /** Stable warning codes. */
  public enum Code {
    /** Rows were dropped from the sample. */
    ROWS_DROPPED,
    /** A variance is estimated as exactly 0. */
    ZERO_VARIANCE,
    /** The random-effects covariance is singular in a named direction. */
    SINGULAR_COVARIANCE,
    /** The likelihood is nearly flat in a parameter. */
    NOT_IDENTIFIED,
    /** A fixed effect is aliased with others. */
    ALIASED,
    /** Starting values were chosen automatically. */
    AUTOMATIC_START,
    /** A group has too few rows to inform its random effects. */
    SMALL_GROUPS,
    /** Terms omitted from factor variables. */
    OMITTED_TERMS,
    /** The run left a backend for another. */
    BACKEND_FALLBACK
  }
}
