package dev.menlo.estimator;

import java.util.Map;

/**
 * Where a fit comes from: enough to repeat it.
 *
 * @param version menlo's version
 * @param model the model in menl's syntax
 * @param dataHash SHA-256 of the bound sample (response, covariates, groups), hexadecimal
 * @param dataSource file or other name of the data
 * @param backend backend name
 * @param device what it ran on
 * @param threads worker threads
 * @param seed seed of any random numbers used, or 0
 * @param options every option that differs from its default
 */
public record Provenance(
    String version,
    String model,
    String dataHash,
    String dataSource,
    String backend,
    String device,
    int threads,
    long seed,
    Map<String, String> options) {}
