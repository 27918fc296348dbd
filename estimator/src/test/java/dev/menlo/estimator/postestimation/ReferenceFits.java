package dev.menlo.estimator.postestimation;

import dev.menlo.engine.Criterion;
import dev.menlo.estimator.Examples;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.Menlo;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Fits of the examples, each made once for all tests. */
final class ReferenceFits {
  private static final Map<String, Fit> KNOWN = new ConcurrentHashMap<>();

  private ReferenceFits() {}

  static Fit of(String file) {
    return of(file, Criterion.ML);
  }

  static Fit of(String file, Criterion criterion) {
    return KNOWN.computeIfAbsent(
        file + criterion,
        k ->
            Menlo.fit(
                Examples.model(file),
                Examples.data(file),
                FitOptions.defaults().withThreads(1).withCriterion(criterion)));
  }
}
