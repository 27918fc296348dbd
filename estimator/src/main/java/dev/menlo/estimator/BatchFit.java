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
  /** Row passes that one of several starts may use before it is given up. */
  static final int PASSES_OF_A_START = 400;

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
    return run(batch, starts, listener, options.rowPasses());
  }

  /** Where fits end that only tell which of several starts is best: a hopeless one is given up. */
  List<FixedPoint> compare(Batch batch, List<StartPoint> starts) {
    int passes = Math.min(PASSES_OF_A_START, options.rowPasses());
    return run(batch, starts, FitListener.SILENT, passes);
  }

  private List<FixedPoint> run(
      Batch batch, List<StartPoint> starts, FitListener listener, int rowPasses) {
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
                        settings(rowPasses),
                        listener)
                    .run())
        .forEach(ends::addAll);
    return ends;
  }

  private Settings settings(int rowPasses) {
    return new Settings(
        options.criterion(),
        options.iterate(),
        rowPasses,
        options.tolerance(),
        options.ltolerance(),
        options.nrtolerance(),
        options.emIterate(),
        options.standardErrors(),
        options.trace(),
        options.deadline());
  }
}
