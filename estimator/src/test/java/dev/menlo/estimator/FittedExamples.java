package dev.menlo.estimator;

import dev.menlo.engine.Criterion;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Fits of the examples from the starts of the reference fits, each made once for all tests. */
public final class FittedExamples {
  private static final Map<String, Fit> KNOWN = new ConcurrentHashMap<>();

  private FittedExamples() {}

  /** The fit of a model file by ML. */
  public static Fit of(String file) {
    return of(file, Criterion.ML);
  }

  /** The fit of a model file. */
  public static Fit of(String file, Criterion criterion) {
    return KNOWN.computeIfAbsent(
        file + criterion,
        k ->
            Menlo.fit(
                Examples.model(file),
                Examples.data(file),
                FitOptions.defaults()
                    .withThreads(1)
                    .withCriterion(criterion)
                    .withInitial(start(file))));
  }

  private static Map<String, Double> start(String file) {
    return ReferenceFit.all().stream()
        .filter(f -> f.file().equals(file))
        .findFirst()
        .map(ReferenceFit::start)
        .orElse(Map.of());
  }
}
