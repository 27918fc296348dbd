package dev.menlo.study.run;

/**
 * Replicates of one condition that are drawn and fitted together.
 *
 * @param condition number of the condition
 * @param replicates their numbers, increasing
 */
public record Batch(int condition, long[] replicates) {}
