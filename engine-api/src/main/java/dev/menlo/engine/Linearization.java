package dev.menlo.engine;

/**
 * What {@link Workspace#linearise} and {@link Workspace#objective} return, one entry a fit. Entries
 * of inactive fits are left alone.
 */
public final class Linearization {
  /** OK, NON_FINITE_MEAN, NON_FINITE_VARIANCE or a device status. */
  public final FitStatus[] status;

  /** |R^{-1/2} r|^2 + |u|^2 with S at the previous variance point; response units squared. */
  public final double[] penalizedRss;

  /** The same with S at the point's own means; equals penalizedRss when S is kept. */
  public final double[] ownPenalizedRss;

  /** |u|^2, the penalty inside both sums. */
  public final double[] penalty;

  /** log det R at the variance point now in force. */
  public final double[] logDetR;

  /** Row of the fit's design where the first non-finite value was met, or -1. */
  public final int[] badRow;

  /** Allocates for a number of fits. */
  public Linearization(int fits) {
    status = new FitStatus[fits];
    penalizedRss = new double[fits];
    ownPenalizedRss = new double[fits];
    penalty = new double[fits];
    logDetR = new double[fits];
    badRow = new int[fits];
  }
}
