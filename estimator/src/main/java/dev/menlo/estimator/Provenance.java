package dev.menlo.estimator;

import dev.menlo.estimator.data.SampleHash;
import java.util.Map;

/**
 * Where a fit comes from: enough to repeat it.
 *
 * @param version menlo's version
 * @param model the model in menl's syntax
 * @param sample SHA-256 of the bound sample (response, covariates, groups)
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
    SampleHash sample,
    String dataSource,
    String backend,
    String device,
    int threads,
    long seed,
    Map<String, String> options) {
  /** As the record, with a hash that is known. */
  public Provenance(
      String version,
      String model,
      String dataHash,
      String dataSource,
      String backend,
      String device,
      int threads,
      long seed,
      Map<String, String> options) {
    this(
        version,
        model,
        SampleHash.known(dataHash),
        dataSource,
        backend,
        device,
        threads,
        seed,
        options);
  }

  /** SHA-256 of the bound sample (response, covariates, groups), hexadecimal. */
  public String dataHash() {
    return sample.text();
  }
}
