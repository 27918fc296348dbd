package dev.menlo.estimator.lindstrombates;

import dev.menlo.engine.Criterion;
import dev.menlo.estimator.Deadline;

/**
 * What a run of the alternation is told.
 *
 * @param criterion ML or REML
 * @param rounds most rounds
 * @param rowPasses most passes over the rows
 * @param tolerance certificate to reach, in standard errors
 * @param logLikelihoodTolerance largest relative change of the log likelihood at the end; infinite
 *     leaves the end to the certificate
 * @param gradientTolerance largest scaled gradient g'H^{-1}g at the end, likewise
 * @param emIterations EM iterations for the start of D
 * @param standardErrors whether to compute information matrices
 * @param trace whether to keep a record of every round
 * @param deadline of the run that the fits belong to
 */
public record Settings(
    Criterion criterion,
    int rounds,
    int rowPasses,
    double tolerance,
    double logLikelihoodTolerance,
    double gradientTolerance,
    int emIterations,
    boolean standardErrors,
    boolean trace,
    Deadline deadline) {
  /** The same settings without a wall-clock limit. */
  public Settings(
      Criterion criterion,
      int rounds,
      int rowPasses,
      double tolerance,
      double logLikelihoodTolerance,
      double gradientTolerance,
      int emIterations,
      boolean standardErrors,
      boolean trace) {
    this(
        criterion,
        rounds,
        rowPasses,
        tolerance,
        logLikelihoodTolerance,
        gradientTolerance,
        emIterations,
        standardErrors,
        trace,
        Deadline.NONE);
  }
}
