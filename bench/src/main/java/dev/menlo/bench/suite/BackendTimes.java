package dev.menlo.bench.suite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.menlo.bench.Cases;
import dev.menlo.engine.Availability;
import dev.menlo.engine.Backend;
import dev.menlo.engine.Backends;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.Model;
import dev.menlo.model.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Whole fits on every backend of the class path, one thread, seconds of the clock: the least of
 * some repetitions, and the log likelihood. Prints JSON.
 */
public final class BackendTimes {
  private BackendTimes() {}

  /**
   * {@code BackendTimes SECONDS}: how long a fit is repeated.
   *
   * @throws IOException if an example cannot be read
   */
  public static void main(String[] args) throws IOException {
    double seconds = Double.parseDouble(args[0]);
    ModelFile orange = ModelFile.read(Path.of("examples/orange.yaml"));
    ModelFile theoph = ModelFile.read(Path.of("examples/theoph.yaml"));
    FitOptions one = FitOptions.defaults().withThreads(1);
    ObjectNode result = Json.object();
    for (Backend backend : Backends.all()) {
      ObjectNode times = Json.object();
      Availability here = backend.availability();
      times.put("device", here.device());
      result.set(backend.name(), times);
      if (!here.available()) {
        times.put("skipped", String.join("; ", here.reasons()));
        continue;
      }
      FitOptions options = one.withBackend(backend.name());
      times.set("orange", time(orange.model(), read("orange"), options, seconds));
      times.set("theoph", time(theoph.model(), read("theoph"), options, seconds));
      FitOptions started = Cases.LOGISTIC_OPTIONS.withBackend(backend.name());
      times.set(
          "logistic-100", time(Cases.THREE_EFFECTS, Cases.logistic(100, 1), started, seconds));
      times.set(
          "logistic-1000", time(Cases.THREE_EFFECTS, Cases.logistic(1000, 1), started, seconds));
    }
    Json.print(result);
  }

  private static Dataset read(String example) {
    return Dataset.readCsv(Path.of("examples/data/" + example + ".csv"));
  }

  /** At least one fit; the first of a backend that is fast enough warms it up. */
  private static ObjectNode time(Model model, Dataset data, FitOptions options, double seconds) {
    List<Double> times = new ArrayList<>();
    long until = System.nanoTime() + (long) (seconds * 1e9);
    Fit fit;
    do {
      long began = System.nanoTime();
      fit = Menlo.fit(model, data, options);
      times.add((System.nanoTime() - began) * 1e-9);
    } while (System.nanoTime() < until);
    double[] all = times.stream().mapToDouble(Double::doubleValue).toArray();
    return Json.times(all).put("logLikelihood", fit.logLikelihood());
  }
}
