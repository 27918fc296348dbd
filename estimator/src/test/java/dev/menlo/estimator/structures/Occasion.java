package dev.menlo.estimator.structures;

/**
 * One row as a formula of the error covariance sees it.
 *
 * @param mean predicted mean
 * @param visit integer occasion within the group, with gaps
 * @param time irregular real time
 * @param x first coordinate
 * @param y second coordinate
 * @param dose positive covariate
 * @param sex category, constant within a group
 * @param method category that changes within a group
 */
record Occasion(
    double mean, int visit, double time, double x, double y, double dose, int sex, int method) {}
