package dev.menlo.study.measure;

/**
 * A performance measure with its Monte Carlo standard error.
 *
 * @param condition number of the condition
 * @param method name of the method
 * @param estimand name of the estimand
 * @param measure what is measured
 * @param value its value, NaN where it does not exist
 * @param mcse its Monte Carlo standard error
 * @param replicates how many replicates it rests on
 */
public record Performance(
    int condition,
    String method,
    String estimand,
    Measure measure,
    double value,
    double mcse,
    long replicates) {}
