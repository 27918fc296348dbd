package dev.menlo.report.figures;

import dev.menlo.report.chart.Chart;
import dev.menlo.report.chart.Ink;
import dev.menlo.report.fitted.CovariateValues;
import dev.menlo.report.fitted.EffectsLevel;
import dev.menlo.report.fitted.FittedData;
import dev.menlo.report.markup.Decimal;
import dev.menlo.report.page.Figure;
import dev.menlo.report.page.Figure.Key;
import dev.menlo.report.page.Figure.Sample;
import dev.menlo.report.page.Table;
import dev.menlo.report.statistics.Sorting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Random effects against the variables that are constant within their groups. */
final class EffectsCovariatesFigure {
  private static final int MOST = 12;

  private EffectsCovariatesFigure() {}

  static Optional<Figure> of(FittedData data, FigureSettings settings) {
    List<Chart> panels = new ArrayList<>();
    Table.Builder table =
        Table.captioned(
            "Random effects by covariates of their groups",
            "values",
            "groups",
            "median",
            "robust SD");
    String worst = "";
    double furthest = -1;
    int all = 0;
    for (EffectsLevel level : data.levels()) {
      for (int e = 0; e < level.names().size(); e++) {
        for (CovariateValues covariate : data.covariates()) {
          if (covariate.level() < 1 || covariate.level() > level.level()) {
            continue;
          }
          all++;
          if (panels.size() == MOST) {
            continue;
          }
          CovariatePanel panel = panel(data, level, e, covariate);
          String name = level.names().get(e) + " by " + covariate.name();
          panels.add(panel.chart(name, "predicted " + level.names().get(e)));
          panel.rows(table, name);
          double deviation = Sorting.robustDeviation(Sorting.finite(level.values()[e]));
          if (panel.furthestMedian() / deviation > furthest) {
            furthest = panel.furthestMedian() / deviation;
            worst = name;
          }
        }
      }
    }
    if (panels.isEmpty()) {
      return Optional.empty();
    }
    String left = all > MOST ? " The first " + MOST + " of " + all + " pairs are shown." : "";
    return Optional.of(
        new Figure(
            FigureKind.EFFECTS_COVARIATES.id(),
            "Random effects against covariates of their groups",
            "The median of a random effect moves most in "
                + worst
                + ", by up to "
                + Decimal.significant(furthest, 2)
                + " of its standard deviations."
                + left,
            "A trend says that the covariate explains part of what the random effect takes up:"
                + " consider it in the fixed part of that parameter.",
            key(data),
            panels,
            table.build()));
  }

  private static List<Key> key(FittedData data) {
    List<CovariateValues> constant = data.covariates().stream().filter(c -> c.level() > 0).toList();
    int groups = data.levels().stream().mapToInt(l -> l.labels().size()).max().orElse(0);
    List<Key> key = new ArrayList<>(List.of(Cloud.key(groups, "groups")));
    if (constant.stream().anyMatch(CovariateValues::isNumeric)) {
      key.add(Cloud.smoothKey());
    }
    if (constant.stream().anyMatch(c -> !c.isNumeric())) {
      key.add(new Key(Sample.LINE, Ink.SECOND, "median and quartiles of a category"));
    }
    return key;
  }

  private static CovariatePanel panel(
      FittedData data, EffectsLevel level, int effect, CovariateValues covariate) {
    int[] first = data.firstRows(level.level());
    double[] x =
        IntStream.of(first)
            .mapToDouble(row -> row < 0 ? Double.NaN : covariate.values()[row])
            .toArray();
    return new CovariatePanel(covariate, x, level.values()[effect]);
  }
}
