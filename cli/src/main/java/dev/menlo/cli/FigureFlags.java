package dev.menlo.cli;

import dev.menlo.estimator.data.Dataset;
import dev.menlo.report.figures.FigureSettings;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options of the commands that draw figures. */
final class FigureFlags {
  @Option(
      names = "--x",
      paramLabel = "VARIABLE",
      description = "Variable along which curves are drawn (the one that varies within groups).")
  private String x = "";

  @Option(
      names = "--panels",
      paramLabel = "N",
      description = "Most groups drawn one by one (${DEFAULT-VALUE}).",
      defaultValue = "" + FigureSettings.PANELS)
  private int panels;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "The file that was fitted, to show variables that the model does not use.")
  private Path data;

  FigureSettings settings() {
    try {
      return new FigureSettings(x, panels);
    } catch (IllegalArgumentException e) {
      throw new InputException("--panels: " + e.getMessage(), e);
    }
  }

  /** The file beside the fit, or null. */
  Dataset beside() {
    return data == null ? null : Dataset.readCsv(data);
  }
}
