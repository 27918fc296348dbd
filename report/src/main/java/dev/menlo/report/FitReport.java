package dev.menlo.report;

import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.Warning;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.postestimation.InformationCriteria;
import dev.menlo.report.figures.FigureKind;
import dev.menlo.report.figures.FigureSettings;
import dev.menlo.report.fitted.CovariateValues;
import dev.menlo.report.fitted.FittedData;
import dev.menlo.report.markup.Content;
import dev.menlo.report.markup.Decimal;
import dev.menlo.report.markup.Markup;
import dev.menlo.report.notation.ModelNotation;
import dev.menlo.report.page.Figure;
import dev.menlo.report.page.Page;
import dev.menlo.report.page.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The report of a fit: model, estimates, figures, evidence of convergence, provenance. */
public final class FitReport {
  private final FittedData data;
  private final FigureSettings settings;
  private final Fit fit;

  private FitReport(FittedData data, FigureSettings settings) {
    this.data = data;
    this.settings = settings;
    this.fit = data.fitted().fit();
  }

  /**
   * The report of a fit.
   *
   * @param beside the file that was fitted, for figures of variables that the fit does not hold, or
   *     null
   * @throws dev.menlo.estimator.data.DataException if the fit has no estimates, the settings name a
   *     variable that the data do not have, or the file is another
   */
  public static Page page(FittedModel fitted, FigureSettings settings, Dataset beside) {
    return new FitReport(FittedData.of(fitted, beside), settings).page();
  }

  /**
   * The figures of a fit, in the order of the report; kinds that the fit has nothing of are absent.
   *
   * @param kinds what to draw
   * @param beside as in {@link #page}
   * @throws dev.menlo.estimator.data.DataException as {@link #page}
   */
  public static List<Figure> figures(
      FittedModel fitted, List<FigureKind> kinds, FigureSettings settings, Dataset beside) {
    FittedData data = FittedData.of(fitted, beside);
    return kinds.stream().map(kind -> kind.of(data, settings)).flatMap(Optional::stream).toList();
  }

  private Page page() {
    FitTables tables = new FitTables(fit, InformationCriteria.of(data.fitted()));
    List<Section> sections = new ArrayList<>();
    sections.add(Section.of("model", "Model", notation()));
    sections.add(
        Section.of(
            "estimates",
            "Estimates",
            sideBySide(tables.fixedEffects(), tables.randomEffects()),
            sideBySide(tables.statistics(), tables.groups())));
    if (!fit.warnings().isEmpty()) {
      sections.add(Section.of("findings", "Notes and warnings", this::warnings));
    }
    figures(sections, "curves", "Fit to the data", FigureKind.CURVES);
    figures(
        sections,
        "errors",
        "Residuals",
        FigureKind.RESIDUALS,
        FigureKind.VARIANCE,
        FigureKind.RESIDUALS_COVARIATES,
        FigureKind.RESIDUALS_NORMAL,
        FigureKind.AUTOCORRELATION);
    figures(
        sections,
        "effects",
        "Random effects",
        FigureKind.EFFECTS_NORMAL,
        FigureKind.EFFECTS_COVARIATES,
        FigureKind.EFFECTS_PAIRS);
    sections.add(convergence(tables));
    sections.add(Section.of("provenance", "Provenance", tables.provenance()));
    return new Page(title(), lead(), sections, "Made by menlo " + fit.provenance().version() + ".");
  }

  private static Content sideBySide(Content left, Content right) {
    return out -> out.open("div", "class", "tables").add(left).add(right).close().line();
  }

  private String title() {
    return "Fit of " + data.response();
  }

  private String lead() {
    String method = fit.criterion().name().equals("REML") ? "restricted maximum" : "maximum";
    return "Nonlinear mixed-effects model of "
        + data.response()
        + " in "
        + data.fitted().data().source()
        + ": "
        + Decimal.count(fit.observations())
        + " observations"
        + groups()
        + ", by "
        + method
        + " likelihood of the linearised model. "
        + outcome();
  }

  private String outcome() {
    String message = fit.message() + (fit.message().endsWith(".") ? "" : ".");
    return fit.converged()
        ? "Certified within "
            + Decimal.significant(fit.certificate().distance(), 1)
            + " standard errors of its fixed point."
        : "Not converged: " + message;
  }

  /** " in 48 groups of plot", or " in 9 groups of region and 51 of region>state". */
  private String groups() {
    List<String> levels =
        fit.groups().stream().map(g -> Decimal.count(g.count()) + " of " + g.path()).toList();
    return levels.isEmpty()
        ? ""
        : " in " + String.join(" and ", levels).replaceFirst(" of ", " groups of ");
  }

  private Content notation() {
    Map<String, Integer> constant = new LinkedHashMap<>();
    for (CovariateValues covariate : data.covariates()) {
      constant.put(covariate.name(), covariate.level());
    }
    return new ModelNotation(data.fitted().model(), data.fitted().lowered(), constant);
  }

  private void warnings(Markup out) {
    out.open("ul", "class", "findings");
    for (Warning warning : fit.warnings()) {
      out.open("li").text(sentence(warning.message()));
      if (!warning.suggestion().isEmpty()) {
        out.text("; ").element("em", warning.suggestion());
      }
      out.text(".").close();
    }
    out.close().line();
  }

  /** A sentence with a capital, unless it begins with a name such as var(U1). */
  private static String sentence(String text) {
    return text.split(" ", 2)[0].matches("\\p{L}+")
        ? Character.toUpperCase(text.charAt(0)) + text.substring(1)
        : text;
  }

  private void figures(List<Section> sections, String id, String title, FigureKind... kinds) {
    List<Content> contents = new ArrayList<>();
    for (FigureKind kind : kinds) {
      kind.of(data, settings).ifPresent(contents::add);
    }
    if (!contents.isEmpty()) {
      sections.add(new Section("section-" + id, title, contents));
    }
  }

  private Section convergence(FitTables tables) {
    List<Content> contents = new ArrayList<>();
    FigureKind.CONVERGENCE.of(data, settings).ifPresent(contents::add);
    contents.add(tables.certificate());
    return new Section("section-convergence", "Convergence", contents);
  }
}
