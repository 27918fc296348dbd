package dev.menlo.estimator;

/** Told of progress while fits run; called from worker threads, one fit's rounds in order. */
@FunctionalInterface
public interface FitListener {
  /** Ignores everything. */
  FitListener SILENT = (fit, round) -> {};

  /**
   * A round of a fit is done.
   *
   * @param fit position of the fit in its batch
   * @param round what happened
   */
  void round(int fit, IterationRecord round);
}
