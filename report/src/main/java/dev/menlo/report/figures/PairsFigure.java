package dev.menlo.report.figures;

import dev.menlo.report.chart.Axis;
import dev.menlo.report.chart.Chart;
import dev.menlo.report.chart.Ink;
import dev.menlo.report.chart.Line;
import dev.menlo.report.chart.Rule;
import dev.menlo.report.fitted.EffectsLevel;
import dev.menlo.report.fitted.FittedData;
import dev.menlo.report.markup.Decimal;
import dev.menlo.report.page.Figure;
import dev.menlo.report.page.Figure.Key;
import dev.menlo.report.page.Figure.Sample;
import dev.menlo.report.page.Table;
import dev.menlo.report.page.Table.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Pairs of random effects of a level, with the ellipses of their fitted distribution. */
final class PairsFigure {
  private static final int MOST = 10;
  private static final int STEPS = 72;
  private static final double[] COVERAGE = {0.5, 0.95};

  private PairsFigure() {}

  static Optional<Figure> of(FittedData data, FigureSettings settings) {
    List<Chart> panels = new ArrayList<>();
    List<String> findings = new ArrayList<>();
    Table.Builder table =
        Table.captioned(
            "Correlations of random effects", "pair", "fitted", "of the predictions", "in 95%");
    int groups = 0;
    for (EffectsLevel level : data.levels()) {
      for (int i = 0; i < level.names().size(); i++) {
        for (int j = i + 1; j < level.names().size() && panels.size() < MOST; j++) {
          groups = Math.max(groups, level.labels().size());
          String name = level.names().get(j) + " against " + level.names().get(i);
          double inside = inside(level, i, j);
          double sample = correlation(level.values()[i], level.values()[j]);
          table.row(
              name,
              Cell.number(level.correlation(i, j)),
              Cell.number(sample),
              Cell.text(Double.isNaN(inside) ? "." : Decimal.fixed(100 * inside, 1) + "%"));
          String finding =
              name
                  + ": fitted correlation "
                  + Decimal.fixed(level.correlation(i, j), 2)
                  + ", of the predictions "
                  + Decimal.fixed(sample, 2);
          findings.add(finding);
          panels.add(chart(level, i, j, name, finding + "."));
        }
      }
    }
    return panels.isEmpty()
        ? Optional.empty()
        : Optional.of(figure(panels, findings, groups, table.build()));
  }

  private static Figure figure(List<Chart> panels, List<String> findings, int groups, Table table) {
    return new Figure(
        FigureKind.EFFECTS_PAIRS.id(),
        "Pairs of random effects",
        String.join("; ", findings) + ".",
        "The ellipses hold 50% and 95% of the fitted normal distribution. Predictions are shrunk, so"
            + " they fill less than that. A flat ellipse (a correlation near 1 or −1) says that the"
            + " data do not support both effects apart.",
        List.of(
            Cloud.key(groups, "groups"), new Key(Sample.LINE, Ink.FIRST, "50% and 95% as fitted")),
        panels,
        table);
  }

  private static Chart chart(EffectsLevel level, int i, int j, String name, String finding) {
    Chart.Builder chart =
        Chart.titled(name)
            .described(finding)
            .x(Axis.of("predicted " + level.names().get(i)))
            .y(Axis.of("predicted " + level.names().get(j)))
            .add(Rule.horizontal(0), Rule.vertical(0))
            .add(Cloud.points(level.values()[i], level.values()[j]))
            .size(340, 310);
    for (double coverage : COVERAGE) {
      chart.add(ellipse(level, i, j, coverage));
    }
    return chart.build();
  }

  /**
   * The ellipse b' Psi^-1 b = c of two effects, c = -2 log(1 - coverage), as L r(cos t, sin t) with
   * Psi = L L'; a line where Psi is singular.
   */
  private static Line ellipse(EffectsLevel level, int i, int j, double coverage) {
    double r = Math.sqrt(-2 * Math.log(1 - coverage));
    double l11 = Math.sqrt(level.covariance(i, i));
    double l21 = l11 > 0 ? level.covariance(i, j) / l11 : 0;
    double l22 = Math.sqrt(Math.max(0, level.covariance(j, j) - l21 * l21));
    double[] x = new double[STEPS + 1];
    double[] y = new double[STEPS + 1];
    for (int k = 0; k <= STEPS; k++) {
      double t = 2 * Math.PI * k / STEPS;
      x[k] = r * l11 * Math.cos(t);
      y[k] = r * (l21 * Math.cos(t) + l22 * Math.sin(t));
    }
    return Line.of(x, y, Ink.FIRST);
  }

  /** The share of groups inside the 95% ellipse; NaN where it has no area. */
  private static double inside(EffectsLevel level, int i, int j) {
    double a = level.covariance(i, i);
    double b = level.covariance(i, j);
    double c = level.covariance(j, j);
    double det = a * c - b * b;
    if (!(det > 1e-10 * a * c)) {
      return Double.NaN;
    }
    double bound = -2 * Math.log(1 - 0.95);
    int count = 0;
    double[] x = level.values()[i];
    double[] y = level.values()[j];
    for (int g = 0; g < x.length; g++) {
      double form = (c * x[g] * x[g] - 2 * b * x[g] * y[g] + a * y[g] * y[g]) / det;
      count += form <= bound ? 1 : 0;
    }
    return (double) count / x.length;
  }

  private static double correlation(double[] x, double[] y) {
    double mx = Arrays.stream(x).average().orElse(0);
    double my = Arrays.stream(y).average().orElse(0);
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xx += (x[i] - mx) * (x[i] - mx);
      xy += (x[i] - mx) * (y[i] - my);
      yy += (y[i] - my) * (y[i] - my);
    }
    return xy / Math.sqrt(xx * yy);
  }
}
