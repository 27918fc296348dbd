package dev.menlo.engine;

/**
 * What {@link Workspace#profile} returns: two functions of the variance parameters and their
 * derivatives, from which the estimator forms the profiled deviance or the likelihood with sigma
 * free. v = {@link ModelSpec#profileParameters}. Entries of inactive fits are left alone.
 */
public final class Profile {
  /** OK, RANK_DEFICIENT, BREAKDOWN, NON_FINITE_VARIANCE or a device status; one a fit. */
  public final FitStatus[] status;

  /** log|A| + log|R| (REML: + log|X'V^{-1}X|); one a fit. */
  public final double[] logDeterminant;

  /** Penalised RSS rho^2 of the linearised problem, response units squared; one a fit. */
  public final double[] penalizedRss;

  /** Gradient of logDeterminant, F x v. */
  public final double[] logDeterminantGradient;

  /** Gradient of penalizedRss, F x v. */
  public final double[] penalizedRssGradient;

  /** Hessian of logDeterminant, F x v x v, symmetric, both triangles filled. */
  public final double[] logDeterminantHessian;

  /** Hessian of penalizedRss, F x v x v, symmetric, both triangles filled. */
  public final double[] penalizedRssHessian;

  /**
   * dbeta of the linearised problem, F x p: the fixed-effects estimate less the current beta; 0
   * when the fixed effects are held.
   */
  public final double[] fixedEffectsStep;

  /** X'V^{-1}X with V = I + Z D Z' (whitened, per unit sigma^2), F x p x p, symmetric. */
  public final double[] fixedEffectsInformation;

  /** Allocates for a number of fits of a model. */
  public Profile(ModelSpec model, int fits) {
    int v = model.profileParameters();
    int p = model.fixedEffects();
    status = new FitStatus[fits];
    logDeterminant = new double[fits];
    penalizedRss = new double[fits];
    logDeterminantGradient = new double[fits * v];
    penalizedRssGradient = new double[fits * v];
    logDeterminantHessian = new double[fits * v * v];
    penalizedRssHessian = new double[fits * v * v];
    fixedEffectsStep = new double[fits * p];
    fixedEffectsInformation = new double[fits * p * p];
  }
}
