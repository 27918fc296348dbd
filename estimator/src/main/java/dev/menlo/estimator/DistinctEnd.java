package dev.menlo.estimator;

import dev.menlo.estimator.predict.MarginalLikelihood;
import java.util.List;

/**
 * One of the different places where fits from many starting points end.
 *
 * @param times how many starts ended here
 * @param outcome of the first of them
 * @param laplace Laplace approximation of the log likelihood (method.md, eq. 17)
 * @param marginal the log likelihood by importance sampling (eq. 32), of certified ends; else NaN
 * @param logLikelihood of the linearised model, which belongs to this end alone: it does not rank
 * @param fixedEffects estimates, in model order
 * @param saddle whether the fit stopped where its own linearised likelihood still rises
 * @param verdict why it was kept or not
 */
public record DistinctEnd(
    int times,
    Outcome outcome,
    double laplace,
    MarginalLikelihood marginal,
    double logLikelihood,
    List<Double> fixedEffects,
    boolean saddle,
    String verdict) {}
