package dev.menlo.estimator;

/**
 * Evidence that the returned point is a fixed point of the alternation and a maximum of its own
 * linearised likelihood (docs/method.md, "Certificate").
 *
 * @param distance estimated distance to the fixed point in standard errors: k / (1 - k) |change|
 * @param contraction k, from successive changes; not certified when k &gt;= 1
 * @param gradient largest scaled gradient of the linearised likelihood in D and delta
 * @param curvature smallest curvature of it on the range of D, scaled; positive at a maximum
 * @param boundarySlope smallest n'Gn over the null space of D, scaled; not negative at a maximum
 * @param rounds linearisations used
 * @param rowPasses passes over the rows
 */
public record Certificate(
    double distance,
    double contraction,
    double gradient,
    double curvature,
    double boundarySlope,
    int rounds,
    int rowPasses) {}
