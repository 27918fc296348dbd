package dev.menlo.cli;

import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.store.FitFile;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Parameters;

/** What a report is of: a stored fit, or a model file, which is fitted first. */
final class FitOrModelArgument {
  @Parameters(
      index = "0",
      paramLabel = "FIT",
      description = "A stored fit: menlo fit --out FIT; or a model file, which is fitted first.")
  private String argument;

  /** The fit. */
  FittedModel read(Streams streams) {
    boolean model = argument.endsWith(".yaml") || argument.endsWith(".yml");
    return model ? fitted(streams) : FitFile.read(Path.of(argument)).fitted();
  }

  private FittedModel fitted(Streams streams) {
    FitRequest request = FitRequest.of(argument, new Flags(Map.of()));
    try (Progress progress = new Progress(streams)) {
      Fit fit =
          Menlo.fit(request.model(), Dataset.readCsv(request.data()), request.options(), progress);
      return fit.fitted();
    }
  }
}
