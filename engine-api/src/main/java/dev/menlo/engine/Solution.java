package dev.menlo.engine;

/** What {@link Workspace#solve} returns. Entries of inactive fits are left alone. */
public final class Solution {
  /** OK, RANK_DEFICIENT, BREAKDOWN, NON_FINITE_VARIANCE or a device status; one a fit. */
  public final FitStatus[] status;

  /** dbeta, F x p; trial beta is the current beta plus this. */
  public final double[] fixedEffectsStep;

  /**
   * Value of the undamped quadratic model at the trial point: what the penalised RSS there would be
   * if the model were exact; one a fit.
   */
  public final double[] predictedRss;

  /**
   * Groups of level K that fell back on Gauss-Newton under NEWTON; one a fit. All of them (1 when K
   * = 0) when an outer level or the root was indefinite and the whole fit fell back.
   */
  public final int[] fallbacks;

  /** Allocates for a number of fits of a model. */
  public Solution(ModelSpec model, int fits) {
    status = new FitStatus[fits];
    fixedEffectsStep = new double[fits * model.fixedEffects()];
    predictedRss = new double[fits];
    fallbacks = new int[fits];
  }
}
