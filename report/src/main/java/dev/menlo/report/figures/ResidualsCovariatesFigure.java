package dev.menlo.report.figures;

import dev.menlo.report.chart.Chart;
import dev.menlo.report.chart.Ink;
import dev.menlo.report.fitted.CovariateValues;
import dev.menlo.report.fitted.FittedData;
import dev.menlo.report.markup.Decimal;
import dev.menlo.report.page.Figure;
import dev.menlo.report.page.Figure.Key;
import dev.menlo.report.page.Figure.Sample;
import dev.menlo.report.page.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Standardised residuals against each variable of the data, those outside the model too. */
final class ResidualsCovariatesFigure {
  private static final int MOST = 9;

  private ResidualsCovariatesFigure() {}

  static Optional<Figure> of(FittedData data, FigureSettings settings) {
    List<CovariateValues> shown = data.covariates().stream().limit(MOST).toList();
    if (shown.isEmpty()) {
      return Optional.empty();
    }
    double[] residuals = data.observations().standardised();
    List<Chart> panels = new ArrayList<>();
    Table.Builder table =
        Table.captioned(
            "Standardised residuals by covariate", "values", "points", "median", "robust SD");
    String worst = "";
    double furthest = -1;
    for (CovariateValues covariate : shown) {
      CovariatePanel panel = new CovariatePanel(covariate, covariate.values(), residuals);
      String title = covariate.name() + (covariate.inModel() ? "" : " (not in the model)");
      panels.add(panel.chart(title, "standardised residual"));
      panel.rows(table, title);
      if (panel.furthestMedian() > furthest) {
        furthest = panel.furthestMedian();
        worst = covariate.name();
      }
    }
    String left =
        data.covariates().size() > MOST
            ? " The first " + MOST + " of " + data.covariates().size() + " variables are shown."
            : "";
    return Optional.of(
        new Figure(
            FigureKind.RESIDUALS_COVARIATES.id(),
            "Standardised residuals against covariates",
            "The median residual is furthest from zero along "
                + worst
                + ", where it reaches "
                + Decimal.significant(furthest, 2)
                + " in a fifth or category."
                + left,
            "A trend says that the mean misses an effect of the variable. Variables of the data that"
                + " the model does not use are shown as well: a trend there suggests to add them.",
            key(data, shown),
            panels,
            table.build()));
  }

  private static List<Key> key(FittedData data, List<CovariateValues> shown) {
    List<Key> key = new ArrayList<>();
    key.add(Cloud.key(data.observations().size(), "residuals"));
    if (shown.stream().anyMatch(CovariateValues::isNumeric)) {
      key.add(Cloud.smoothKey());
    }
    if (shown.stream().anyMatch(c -> !c.isNumeric())) {
      key.add(new Key(Sample.LINE, Ink.SECOND, "median and quartiles of a category"));
    }
    return key;
  }
}
