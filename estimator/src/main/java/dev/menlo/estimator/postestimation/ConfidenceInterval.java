package dev.menlo.estimator.postestimation;

import java.util.List;

/**
 * A confidence interval of an estimate.
 *
 * @param name the estimate
 * @param estimate its value
 * @param lower lower bound; may be the end of the range (0, -1, negative infinity); NaN if it was
 *     not found
 * @param upper upper bound, likewise
 * @param notes why a bound is the end of the range or missing, one sentence each
 */
public record ConfidenceInterval(
    String name, double estimate, double lower, double upper, List<String> notes) {
  /** Copies the notes. */
  public ConfidenceInterval {
    notes = List.copyOf(notes);
  }

  /** How intervals are found. */
  public enum Method {
    /** Estimate and standard error, on the scale that tables use. */
    WALD,
    /** The frozen linearised likelihood, maximised over the other parameters. */
    PROFILE
  }
}
