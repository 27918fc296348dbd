package dev.menlo.bench;

import dev.menlo.engine.Backend;
import dev.menlo.engine.Backends;
import dev.menlo.engine.Batch;
import dev.menlo.engine.Engine;
import dev.menlo.engine.EngineOptions;
import dev.menlo.engine.Workload;
import dev.menlo.estimator.FitListener;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.FixedPoint;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;
import dev.menlo.estimator.data.Binding;
import dev.menlo.estimator.data.BoundData;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.data.DatasetSchema;
import dev.menlo.estimator.data.Sample;
import dev.menlo.estimator.lindstrombates.LindstromBates;
import dev.menlo.estimator.lindstrombates.Settings;
import dev.menlo.estimator.lindstrombates.StartPoint;
import dev.menlo.model.FixedEffect;
import dev.menlo.model.LoweredModel;
import dev.menlo.model.Model;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A batch that is bound and compiled already: what a simulation study pays a fit. */
public final class PreparedFits {
  private final Backend backend = Backends.named("cpu");
  private final LoweredModel model;
  private final RandomEffectsCovariance covariance;
  private final Engine engine;
  private final Batch batch;
  private final List<StartPoint> starts;
  private final Settings settings;

  /**
   * Binds data sets, which share a design where they can, and compiles the model for one thread.
   */
  public PreparedFits(Model text, List<Dataset> data, FitOptions options) {
    Sample first = Sample.all(data.get(0));
    model = text.lower(new DatasetSchema(data.get(0), first.rows()));
    covariance = new RandomEffectsCovariance(model.levels());
    engine = backend.prepare(model.spec(), new EngineOptions(1));
    List<BoundData> bound = new ArrayList<>();
    for (Dataset one : data) {
      Sample sample = Sample.all(one);
      BoundData fresh = Binding.bind(model, sample, new DatasetSchema(one, sample.rows()));
      bound.add(bound.isEmpty() ? fresh : fresh.sharing(bound.get(0)));
    }
    batch =
        new Batch(
            bound.stream().map(BoundData::design).toList(),
            bound.stream().map(BoundData::response).toList());
    double[] beta =
        model.fixedEffects().stream()
            .map(FixedEffect::name)
            .mapToDouble(options.initial()::get)
            .toArray();
    starts = Collections.nCopies(data.size(), new StartPoint(beta, null, model.residual().start()));
    settings =
        new Settings(
            options.criterion(),
            options.iterate(),
            options.rowPasses(),
            options.tolerance(),
            options.ltolerance(),
            options.nrtolerance(),
            options.emIterate(),
            true,
            false);
  }

  /** The size of the batch, on one thread. */
  public Workload workload() {
    return Workload.of(model.spec(), batch, 1);
  }

  /** Runs all fits; returns the sum of their log likelihoods. */
  public double run() {
    double sum = 0;
    for (List<FixedPoint> ends :
        engine.run(
            batch,
            workspace ->
                new LindstromBates(
                        workspace,
                        covariance,
                        LindstromBates.curvature(backend),
                        starts,
                        settings,
                        FitListener.SILENT)
                    .run())) {
      for (FixedPoint end : ends) {
        sum += end.logLikelihood();
      }
    }
    return sum;
  }
}
