package dev.menlo.estimator.lindstrombates;

/**
 * Where a fit starts.
 *
 * @param beta fixed effects, p
 * @param theta parameters of the relative factors, or null to size them by the Jacobian
 * @param delta residual parameters, r
 */
public record StartPoint(double[] beta, double[] theta, double[] delta) {}
