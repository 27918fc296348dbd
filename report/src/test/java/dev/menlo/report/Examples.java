package dev.menlo.report;

import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.ModelFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Fits of the published examples, each made once. */
public final class Examples {
  private static final Path FOLDER = Path.of("..", "examples");
  private static final Map<String, Fit> FITS = new ConcurrentHashMap<>();

  private Examples() {}

  /** The fit of a model file to a file of data, by maximum likelihood. */
  public static Fit fit(String model, String data) {
    return FITS.computeIfAbsent(model, m -> fitted(m, data));
  }

  private static Fit fitted(String model, String data) {
    try {
      ModelFile file = ModelFile.read(FOLDER.resolve(model + ".yaml"), Map.of());
      Dataset rows = Dataset.readCsv(FOLDER.resolve("data").resolve(data + ".csv"));
      return Menlo.fit(file.model(), rows, FitOptions.defaults());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
