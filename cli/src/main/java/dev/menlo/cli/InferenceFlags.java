package dev.menlo.cli;

import dev.menlo.cli.report.Report;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.postestimation.Inference;
import dev.menlo.estimator.postestimation.Vce;
import picocli.CommandLine.Option;

/** Flags of every question to a stored fit. */
final class InferenceFlags {
  @Option(
      names = "--vce",
      paramLabel = "RULE",
      description = "Standard errors: menl, full, robust or \"cluster VARIABLE\" (as in the fit).")
  private String vce;

  @Option(names = "--level", paramLabel = "PERCENT", description = "Confidence level (the fit's).")
  private Double level;

  @Option(names = "--format", paramLabel = "FORMAT", description = "text (the default) or json.")
  private String format = "text";

  /** The rule of a text at an option. */
  static Vce vce(String text) {
    try {
      return Vce.parse(text);
    } catch (IllegalArgumentException e) {
      throw new InputException("--vce: " + e.getMessage(), e);
    }
  }

  /** The fit by the rule that was asked for. */
  Fit with(Fit fit) {
    return vce == null ? fit : fit.with(vce(vce));
  }

  /** Inference by the rule and level that were asked for. */
  Inference inference(Fit fit) {
    if (level != null && !(level >= 10 && level <= 99.99)) {
      throw new InputException("--level must lie between 10 and 99.99, not " + level);
    }
    Inference inference = fit.inference();
    inference = vce == null ? inference : inference.with(vce(vce));
    return level == null ? inference : inference.atLevel(level);
  }

  /** Prints a report in the format that was asked for. */
  int print(Report report, MenloCommand menlo) {
    return menlo.print(report, format);
  }
}
