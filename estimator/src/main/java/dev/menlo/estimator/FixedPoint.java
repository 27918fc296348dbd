package dev.menlo.estimator;

import java.util.List;

/**
 * Where the alternation ended for one fit, with the information matrices there.
 *
 * @param batchIndex position of the fit in its batch
 * @param outcome how it ended
 * @param message one sentence on it
 * @param badRow row of the design where the mean or variance failed, or -1
 * @param aliased positions of fixed effects that the data cannot tell apart; empty unless the
 *     outcome is ALIASED
 * @param beta fixed effects, p
 * @param psi theta, then delta
 * @param sphericalEffects u, as {@link dev.menlo.engine.Workspace#start} takes it: level 1 first,
 *     group by group, q_k entries a group; the random effects are b = Lambda(theta) u
 * @param sigma2 residual variance
 * @param logLikelihood of the linearised model; NaN if it was never evaluated
 * @param laplace Laplace approximation of the log likelihood at the estimates (method.md, eq. 17),
 *     by which starting points are compared
 * @param fixedEffectsCovariance p x p, row-major, by menl's rule (method.md, eq. 14); NaN without
 *     standard errors
 * @param varianceCovariance covariance of (psi, log sigma), row-major, by menl's rule (eq. 15);
 *     rows of parameters at the boundary are NaN
 * @param singular whether D is singular
 * @param certificate evidence
 * @param trace the rounds, if they were kept
 */
public record FixedPoint(
    int batchIndex,
    Outcome outcome,
    String message,
    int badRow,
    List<Integer> aliased,
    double[] beta,
    double[] psi,
    double[] sphericalEffects,
    double sigma2,
    double logLikelihood,
    double laplace,
    double[] fixedEffectsCovariance,
    double[] varianceCovariance,
    boolean singular,
    Certificate certificate,
    List<IterationRecord> trace) {
  /** The same point with other covariances of fixed effects and of (psi, log sigma). */
  public FixedPoint withCovariances(double[] fixedEffects, double[] variances) {
    return new FixedPoint(
        batchIndex,
        outcome,
        message,
        badRow,
        aliased,
        beta,
        psi,
        sphericalEffects,
        sigma2,
        logLikelihood,
        laplace,
        fixedEffects,
        variances,
        singular,
        certificate,
        trace);
  }
}
