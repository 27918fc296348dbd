package dev.menlo.estimator.postestimation;

/**
 * A function of estimates with its delta-method standard error and z test of 0.
 *
 * @param name its name, or {@code _nl_1} ...
 * @param expression as it was written
 * @param estimate value at the estimates
 * @param se standard error; NaN where an estimate that it depends on has none
 * @param z estimate / se
 * @param p two-sided normal p-value, after the adjustment for several comparisons if there is one
 * @param lower lower confidence bound
 * @param upper upper confidence bound
 */
public record DerivedEstimate(
    String name,
    String expression,
    double estimate,
    double se,
    double z,
    double p,
    double lower,
    double upper) {}
