package dev.menlo.study.measure;

import java.util.Locale;

/**
 * Performance measures (Morris, White and Crowther 2019, Stat. Med. 38:2074, table 6). Proportions
 * are not percentages; relative errors and precisions are in percent, as there.
 */
public enum Measure {
  /** Mean estimate less truth. */
  BIAS,
  /** Bias over truth. */
  RELATIVE_BIAS,
  /** Standard deviation of the estimates. */
  EMPIRICAL_SE,
  /** Mean squared error. */
  MSE,
  /** Root mean square of the standard errors. */
  MODEL_SE,
  /** Model SE over empirical SE, less 1, in percent. */
  RELATIVE_ERROR_OF_MODEL_SE,
  /** Proportion of intervals that hold the truth. */
  COVERAGE,
  /** Proportion of intervals that hold the mean estimate. */
  BIAS_ELIMINATED_COVERAGE,
  /** Proportion of intervals that exclude the null value. */
  POWER,
  /** Precision against the first method, less 1, in percent. */
  RELATIVE_PRECISION,
  /** Proportion of replicates whose fit converged. */
  CONVERGENCE,
  /** Bias with the best iterates of fits that did not converge. */
  BIAS_OF_ALL_FITS,
  /** Coverage if every interval that is missing had missed the truth. */
  COVERAGE_AT_LEAST,
  /** Coverage if every interval that is missing had held the truth. */
  COVERAGE_AT_MOST;

  /** As study files and tables write it: {@code relative_bias}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
