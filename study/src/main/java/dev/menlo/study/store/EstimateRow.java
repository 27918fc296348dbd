package dev.menlo.study.store;

/**
 * One estimand as one method estimated it on one replicate. NaN where it does not exist.
 *
 * @param condition number of the condition
 * @param replicate number within the condition, from 1
 * @param method name of the method
 * @param estimand name of the estimand
 * @param estimate its value
 * @param se standard error
 * @param lower lower confidence bound
 * @param upper upper confidence bound
 * @param truth true value
 */
public record EstimateRow(
    int condition,
    long replicate,
    String method,
    String estimand,
    double estimate,
    double se,
    double lower,
    double upper,
    double truth) {}
