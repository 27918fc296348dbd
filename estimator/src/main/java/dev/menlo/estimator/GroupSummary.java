package dev.menlo.estimator;

/**
 * Groups of one level and their observations.
 *
 * @param path grouping path, {@code region>state}
 * @param count number of groups
 * @param min fewest observations in a group
 * @param mean average observations a group
 * @param max most observations in a group
 */
public record GroupSummary(String path, int count, int min, double mean, int max) {}
