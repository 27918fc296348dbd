package dev.menlo.study.store;

/**
 * How one method ended on one replicate.
 *
 * @param condition number of the condition
 * @param replicate number within the condition, from 1
 * @param method name of the method
 * @param status an {@link dev.menlo.estimator.Outcome}, in lower case
 * @param converged whether the estimates are certified
 * @param seed of the study: with condition and replicate, the key of the data
 * @param seconds wall-clock time of the fit; the one column that differs from run to run
 * @param iterations rounds of the alternation
 * @param warnings codes of the fit's warnings, comma-separated
 * @param message one sentence on a failure, or ""
 */
public record ReplicateRow(
    int condition,
    long replicate,
    String method,
    String status,
    boolean converged,
    long seed,
    double seconds,
    int iterations,
    String warnings,
    String message) {}
