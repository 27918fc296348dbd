package dev.menlo.estimator;

import dev.menlo.engine.Backend;
import dev.menlo.engine.Batch;
import dev.menlo.engine.Engine;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;
import dev.menlo.estimator.lindstrombates.LindstromBates;
import dev.menlo.estimator.lindstrombates.Settings;
import dev.menlo.estimator.lindstrombates.StartPoint;
import dev.menlo.model.LoweredModel;
import java.util.ArrayList;
import java.util.List;

/** Fits batches of one lowered model on one prepared engine. */
final class BatchFit {
  private final Backend backend;
  private final Engine engine;
  private final LoweredModel model;
  private final FitOptions options;
  private final RandomEffectsCovariance covariance;

  BatchFit(Backend backend, Engine engine, LoweredModel model, FitOptions options) {
    this.backend = backend;
    this.engine = engine;
    this.model = model;
    this.options = options;
    this.covariance = new RandomEffectsCovariance(model.levels());
  }

  Backend backend() {
    return backend;
  }

  LoweredModel model() {
    return model;
  }

  /** When the run's time is up. */
  Deadline deadline() {
    return options.deadline();
  }

  /** Where each fit of a batch ends, in batch order. */
  List<FixedPoint> run(Batch batch, List<StartPoint> starts, FitListener listener) {
    List<FixedPoint> ends = new ArrayList<>();
    engine
        .run(
            batch,
            workspace ->
                new LindstromBates(
                        workspace,
                        covariance,
                        LindstromBates.curvature(backend),
                        starts,
                        settings(),
                        listener)
                    .run())
        .forEach(ends::addAll);
    return ends;
  }

  private Settings settings() {
    return new Settings(
        options.criterion(),
        options.iterate(),
        options.rowPasses(),
        options.tolerance(),
        options.ltolerance(),
        options.nrtolerance(),
        options.emIterate(),
        options.standardErrors(),
        options.trace(),
        options.deadline());
  }
}
