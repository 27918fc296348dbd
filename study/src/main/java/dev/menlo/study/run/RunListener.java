package dev.menlo.study.run;

import java.util.Map;

/** Is told how a run goes on, by the thread that commits. */
public interface RunListener {
  /** Says nothing. */
  RunListener SILENT = state -> {};

  /** Rows were committed. */
  void committed(State state);

  /**
   * How far a run is.
   *
   * @param done replicates committed, those of earlier runs included
   * @param before replicates that earlier runs committed
   * @param planned replicates of the study, as far as an adaptive stop lets it be known
   * @param seconds since this run began to fit
   * @param failures number of fits that did not converge, by status
   * @param monteCarloError largest Monte Carlo standard error of coverage, in percent, or NaN if it
   *     has not been looked at
   */
  record State(
      long done,
      long before,
      long planned,
      double seconds,
      Map<String, Long> failures,
      double monteCarloError) {
    /** Replicates a second. */
    public double rate() {
      return (done - before) / seconds;
    }

    /** Seconds to go. */
    public double remaining() {
      return (planned - done) / rate();
    }
  }
}
