package dev.menlo.cli.report;

import dev.menlo.estimator.Fit;
import dev.menlo.estimator.ParameterEstimate;
import dev.menlo.estimator.RandomEffectsEstimate;
import dev.menlo.model.CovarianceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of random-effects and residual parameters. */
final class VarianceText {
  private static final int NAME_WIDTH = 28;
  private static final int NUMBERS_WIDTH = 48;

  private final Fit fit;
  private final List<String> residualHeading;
  private final int width;
  private final List<String> lines = new ArrayList<>();

  private VarianceText(Fit fit, List<String> residualHeading) {
    this.fit = fit;
    this.residualHeading = residualHeading;
    int names =
        fit.randomEffects().stream()
            .flatMap(r -> r.parameters().stream())
            .mapToInt(p -> p.name().length())
            .reduce(NAME_WIDTH, Math::max);
    int headings =
        fit.randomEffects().stream().mapToInt(r -> heading(r).length()).reduce(names, Math::max);
    this.width = residualHeading.stream().mapToInt(String::length).reduce(headings, Math::max);
  }

  /**
   * The lines of the table.
   *
   * @param residualHeading lines over the residual parameters; none for independent errors of
   *     constant variance
   */
  static List<String> lines(Fit fit, List<String> residualHeading) {
    return new VarianceText(fit, residualHeading).lines();
  }

  private List<String> lines() {
    String rule = "-".repeat(width + 2 + NUMBERS_WIDTH);
    String separator = "-".repeat(width + 1) + "+" + "-".repeat(NUMBERS_WIDTH);
    lines.add(rule);
    lines.add(
        leftAligned("  Random-effects parameters")
            + " |   Estimate   Std. err.     "
            + ConfidenceHeading.of(fit.level()));
    for (RandomEffectsEstimate block : fit.randomEffects()) {
      lines.add(separator);
      lines.add(leftAligned(heading(block)) + " |");
      block.parameters().forEach(p -> lines.add(row(p)));
    }
    lines.add(separator);
    residualHeading.forEach(line -> lines.add(leftAligned(line) + " |"));
    fit.residual().forEach(p -> lines.add(row(p)));
    lines.add(rule);
    return lines;
  }

  /** {@code tree: Identity}; a single random effect is its own identity, as in menl. */
  private static String heading(RandomEffectsEstimate block) {
    boolean single = block.names().size() == 1;
    CovarianceType type = single ? CovarianceType.IDENTITY : block.structure();
    String word = type.name().toLowerCase(Locale.ROOT);
    return block.path() + ": " + Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  private String row(ParameterEstimate p) {
    return " ".repeat(Math.max(0, width - p.name().length()))
        + p.name()
        + " |"
        + String.format("  %9s", StataFormat.general(p.estimate()))
        + String.format("  %9s", StataFormat.general(p.se()))
        + String.format("     %9s", StataFormat.general(p.lower()))
        + String.format("   %9s", StataFormat.general(p.upper()));
  }

  private String leftAligned(String text) {
    return text + " ".repeat(width - text.length());
  }
}
