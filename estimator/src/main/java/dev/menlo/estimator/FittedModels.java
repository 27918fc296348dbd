package dev.menlo.estimator;

import dev.menlo.engine.Backend;
import dev.menlo.estimator.data.BoundData;
import dev.menlo.estimator.data.DataHash;
import dev.menlo.estimator.data.SampleHash;
import dev.menlo.model.LoweredModel;
import dev.menlo.model.Model;
import java.util.Map;

/** Makes the {@link FittedModel}s of a job, with their provenance. */
final class FittedModels {
  private final Model model;
  private final LoweredModel lowered;
  private final FitOptions options;
  private final boolean automaticStart;
  private final String backend;
  private final String device;
  private final String text;
  private final Map<String, String> changed;

  /** Hash of the last design seen; which one does not matter, but threads may make them at once. */
  private volatile DataHash designHash;

  FittedModels(
      Model model,
      LoweredModel lowered,
      FitOptions options,
      Backend backend,
      boolean automaticStart) {
    this.model = model;
    this.lowered = lowered;
    this.options = options;
    this.automaticStart = automaticStart;
    this.backend = backend.name();
    this.device = backend.availability().device();
    this.text = model.toString();
    this.changed = options.changed();
  }

  FittedModel of(Task task, FixedPoint point, double seconds) {
    return new FittedModel(
        model,
        lowered,
        task.schema(),
        options,
        task.data(),
        point,
        automaticStart,
        seconds,
        provenance(task.data()));
  }

  private Provenance provenance(BoundData data) {
    return new Provenance(
        Version.TEXT,
        text,
        hash(data),
        data.source(),
        backend,
        device,
        options.threads(),
        0,
        changed);
  }

  private SampleHash hash(BoundData data) {
    DataHash hash = designHash;
    if (hash == null || !hash.isOf(data.design())) {
      hash = new DataHash(data.design());
      designHash = hash;
    }
    return SampleHash.of(hash, data.response());
  }
}
