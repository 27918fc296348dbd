package dev.menlo.estimator;

import dev.menlo.engine.Backend;
import dev.menlo.engine.Backends;
import dev.menlo.engine.Batch;
import dev.menlo.engine.Engine;
import dev.menlo.engine.EngineOptions;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.Model;
import java.util.List;
import java.util.Map;

/** The Laplace log likelihood where a fit from given fixed effects ends. */
public final class LaplaceAtEnd {
  private LaplaceAtEnd() {}

  /** The Laplace log likelihood of the end, NaN if it is none. */
  public static double of(Model model, Dataset data, Map<String, Double> start) {
    BoundExample bound = BoundExample.of(model, data);
    FitOptions options = FitOptions.defaults().withThreads(1).withInitial(start);
    Backend backend = Backends.named("auto");
    StartSource starts = new StartSource(bound.model(), options.initial());
    try (Engine engine = backend.prepare(bound.model().spec(), new EngineOptions(1))) {
      FixedPoint end =
          new BatchFit(backend, engine, bound.model(), options)
              .run(
                  Batch.of(bound.data().design(), bound.data().response()),
                  List.of(starts.at(starts.given())),
                  FitListener.SILENT)
              .get(0);
      return end.laplace();
    }
  }
}
