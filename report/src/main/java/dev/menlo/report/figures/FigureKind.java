package dev.menlo.report.figures;

import dev.menlo.report.fitted.FittedData;
import dev.menlo.report.page.Figure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/** The figures of a fit, in the order of the report. */
public enum FigureKind {
  /** Data and fitted curves group by group. */
  CURVES(CurvesFigure::of),
  /** Standardised residuals against fitted values. */
  RESIDUALS(ResidualsFigure::of),
  /** Size of residuals against fitted values, before and after dividing by the fitted scale. */
  VARIANCE(VarianceFigure::of),
  /** Standardised residuals against each covariate. */
  RESIDUALS_COVARIATES(ResidualsCovariatesFigure::of),
  /** Normal quantile plot of standardised residuals. */
  RESIDUALS_NORMAL(NormalFigures::ofResiduals),
  /** Autocorrelation of residuals within groups. */
  AUTOCORRELATION(AutocorrelationFigure::of),
  /** Normal quantile plots of random effects. */
  EFFECTS_NORMAL(NormalFigures::ofEffects),
  /** Random effects against covariates of groups. */
  EFFECTS_COVARIATES(EffectsCovariatesFigure::of),
  /** Pairs of random effects with fitted ellipses. */
  EFFECTS_PAIRS(PairsFigure::of),
  /** Trace of the alternation. */
  CONVERGENCE(ConvergenceFigure::of);

  private final BiFunction<FittedData, FigureSettings, Optional<Figure>> drawing;

  FigureKind(BiFunction<FittedData, FigureSettings, Optional<Figure>> drawing) {
    this.drawing = drawing;
  }

  /** Its short name: of commands, files and anchors. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind with a short name. */
  public static Optional<FigureKind> named(String id) {
    return Arrays.stream(values()).filter(k -> k.id().equals(id)).findFirst();
  }

  /** All short names. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(FigureKind::id).toList();
  }

  /** The figure, unless the fit has nothing of the kind. */
  public Optional<Figure> of(FittedData data, FigureSettings settings) {
    return drawing.apply(data, settings);
  }
}
