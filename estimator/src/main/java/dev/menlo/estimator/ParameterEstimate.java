package dev.menlo.estimator;

/**
 * An estimated parameter. Standard error and interval are NaN where they do not exist (a variance
 * of exactly 0, a held parameter, {@code nostderr}).
 *
 * @param name as tables print it: {@code b1}, {@code var(U1)}, {@code cov(U1,U2)}, {@code delta}
 * @param estimate value on its natural scale
 * @param se standard error
 * @param lower lower confidence bound
 * @param upper upper confidence bound
 */
public record ParameterEstimate(
    String name, double estimate, double se, double lower, double upper) {}
