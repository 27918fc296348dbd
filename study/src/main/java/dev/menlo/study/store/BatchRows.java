package dev.menlo.study.store;

import java.util.List;

/**
 * The rows of some replicates of one condition, all their methods together.
 *
 * @param condition number of the condition
 * @param replicates numbers of the replicates
 * @param fits one row a replicate and method
 * @param estimates one row a replicate, method and estimand that the method's model has
 */
public record BatchRows(
    int condition, long[] replicates, List<ReplicateRow> fits, List<EstimateRow> estimates) {}
