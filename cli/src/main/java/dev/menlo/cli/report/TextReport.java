package dev.menlo.cli.report;

import dev.menlo.estimator.Fit;
import dev.menlo.estimator.Warning;
import dev.menlo.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A fit as text that reads like menl's output. */
public final class TextReport {
  private static final Set<String> INITIALISMS = Set.of("ar", "ma", "arma", "ctar1");

  private final Fit fit;
  private final Model model;
  private final Parts parts;
  private final List<String> lines = new ArrayList<>();

  /**
   * What to show, after menl's reporting options.
   *
   * @param header title, sample and log likelihood
   * @param groups summary of the groups
   * @param legend expression legend
   * @param fixedEffects coefficient table
   * @param randomEffects table of variance parameters
   */
  public record Parts(
      boolean header, boolean groups, boolean legend, boolean fixedEffects, boolean randomEffects) {
    /** Everything. */
    public static final Parts ALL = new Parts(true, true, true, true, true);
  }

  private TextReport(Fit fit, Model model, Parts parts) {
    this.fit = fit;
    this.model = model;
    this.parts = parts;
  }

  /** The report, one line an element. */
  public static List<String> lines(Fit fit, Model model, Parts parts) {
    return new TextReport(fit, model, parts).lines();
  }

  private List<String> lines() {
    if (parts.header()) {
      lines.addAll(HeaderText.lines(fit, parts.groups()));
      lines.add(HeaderText.logLikelihood(fit));
    }
    if (parts.legend() && !fit.legend().isEmpty()) {
      lines.add("");
      legend();
    }
    if (parts.fixedEffects() && !fit.fixedEffects().isEmpty()) {
      lines.add("");
      lines.addAll(FixedEffectsText.lines(fit, model.response()));
    }
    if (parts.randomEffects() && !fit.residual().isEmpty()) {
      lines.add("");
      lines.addAll(VarianceText.lines(fit, residualHeading()));
    }
    fit.warnings().forEach(this::warning);
    if (!fit.converged()) {
      lines.addAll(Paragraph.lines("Not converged: ", fit.message()));
    }
    return lines;
  }

  /** Lines {@code name: expression}, names right-aligned. */
  private void legend() {
    int width = fit.legend().stream().mapToInt(line -> line.indexOf(':')).reduce(12, Math::max);
    for (String line : fit.legend()) {
      lines.add(" ".repeat(width - Math.max(0, line.indexOf(':'))) + line);
    }
  }

  private List<String> residualHeading() {
    List<String> heading = new ArrayList<>();
    String variance = model.residual().resvariance();
    String correlation = model.residual().rescorrelation();
    if (!variance.equals("identity")) {
      heading.add("Residual variance:");
      heading.add("  " + capital(variance));
    }
    if (!correlation.equals("identity")) {
      heading.add("Residual correlation:");
      heading.add("  " + capital(correlation));
    }
    return heading;
  }

  /** A structure with its name as menl prints it: {@code Power _yhat}, {@code AR 1, t(obs)}. */
  private static String capital(String structure) {
    String name = structure.split("[ ,]")[0];
    int capitals = INITIALISMS.contains(name) ? name.length() : 1;
    return structure.substring(0, capitals).toUpperCase(Locale.ROOT)
        + structure.substring(capitals);
  }

  private void warning(Warning warning) {
    String text = warning.message();
    lines.addAll(
        Paragraph.lines(
            "Note: ", warning.suggestion().isEmpty() ? text : text + "; " + warning.suggestion()));
  }
}
