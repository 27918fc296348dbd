package dev.menlo.report.figures;

import dev.menlo.report.chart.Axis;
import dev.menlo.report.chart.Chart;
import dev.menlo.report.chart.Ink;
import dev.menlo.report.chart.Intervals;
import dev.menlo.report.chart.Points;
import dev.menlo.report.chart.Rule;
import dev.menlo.report.fitted.CovariateValues;
import dev.menlo.report.markup.Decimal;
import dev.menlo.report.page.Table;
import dev.menlo.report.page.Table.Cell;
import dev.menlo.report.statistics.Fifths;
import dev.menlo.report.statistics.Fifths.Slice;
import dev.menlo.report.statistics.Sorting;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A variable against a covariate: points with a smoother for a measurement; for categories points
 * side by side with median and quartiles.
 */
final class CovariatePanel {
  private final CovariateValues covariate;
  private final double[] x;
  private final double[] y;

  /**
   * A panel.
   *
   * @param x values of the covariate
   * @param y as many values; those that are not finite are left out
   */
  CovariatePanel(CovariateValues covariate, double[] x, double[] y) {
    int[] kept =
        IntStream.range(0, x.length)
            .filter(i -> Double.isFinite(x[i]) && Double.isFinite(y[i]))
            .toArray();
    this.covariate = covariate;
    this.x = Sorting.at(x, kept);
    this.y = Sorting.at(y, kept);
  }

  Chart chart(String title, String yLabel) {
    Chart.Builder chart =
        Chart.titled(title)
            .described(description(yLabel))
            .y(Axis.of(yLabel))
            .add(Rule.horizontal(0))
            .size(340, 250);
    return covariate.isNumeric() ? measured(chart).build() : categories(chart).build();
  }

  private Chart.Builder measured(Chart.Builder chart) {
    return chart.x(Axis.of(covariate.name())).add(Cloud.points(x, y), Cloud.smooth(x, y).line());
  }

  private Chart.Builder categories(Chart.Builder chart) {
    chart.x(Axis.categories(covariate.name(), covariate.levels()));
    if (!Cloud.isDense(x.length)) {
      // Spread sideways by fixed pseudo-random amounts, so that equal values stay apart.
      Random random = new Random(20);
      double[] beside =
          IntStream.range(0, x.length)
              .mapToDouble(i -> x[i] - 0.15 + 0.24 * (random.nextDouble() - 0.5))
              .toArray();
      chart.add(new Points(beside, y, Ink.INK, 1.6));
    }
    double[][] q = quartiles();
    double[] at =
        IntStream.range(0, covariate.levels().size()).mapToDouble(i -> i + 0.16).toArray();
    return chart.add(new Intervals(at, q[1], q[0], q[2], Ink.SECOND));
  }

  /** Lower quartile, median and upper quartile in each category. */
  private double[][] quartiles() {
    int levels = covariate.levels().size();
    double[][] q = new double[3][levels];
    for (int level = 0; level < levels; level++) {
      double[] sorted = category(level);
      q[0][level] = Sorting.quantile(sorted, 0.25);
      q[1][level] = Sorting.quantile(sorted, 0.5);
      q[2][level] = Sorting.quantile(sorted, 0.75);
    }
    return q;
  }

  private double[] category(int level) {
    return Sorting.finite(
        IntStream.range(0, x.length).filter(i -> x[i] == level).mapToDouble(i -> y[i]).toArray());
  }

  /** One value a fifth or category: the largest distance of a median from zero. */
  double furthestMedian() {
    return medians().stream().mapToDouble(Math::abs).filter(Double::isFinite).max().orElse(0);
  }

  private List<Double> medians() {
    List<Double> medians = new ArrayList<>();
    if (covariate.isNumeric()) {
      Fifths.of(x, y).forEach(slice -> medians.add(slice.median()));
    } else {
      for (double median : quartiles()[1]) {
        medians.add(median);
      }
    }
    return medians;
  }

  private String description(String yLabel) {
    return yLabel
        + " against "
        + covariate.name()
        + ": medians in "
        + (covariate.isNumeric() ? "fifths of it" : "its categories")
        + " are "
        + Phrases.list(medians().stream().map(m -> Decimal.significant(m, 2)).toList())
        + ".";
  }

  /** Rows of a table: the part, then fifths or categories. */
  void rows(Table.Builder table, String part) {
    table.part(part);
    if (covariate.isNumeric()) {
      for (Slice s : Fifths.of(x, y)) {
        row(table, Decimal.significant(s.from(), 4) + " to " + Decimal.significant(s.to(), 4), s);
      }
      return;
    }
    for (int level = 0; level < covariate.levels().size(); level++) {
      double[] sorted = category(level);
      row(
          table,
          covariate.levels().get(level),
          new Slice(
              level,
              level,
              sorted.length,
              Sorting.quantile(sorted, 0.5),
              Sorting.robustDeviation(sorted)));
    }
  }

  private static void row(Table.Builder table, String name, Slice s) {
    table.row(name, Cell.count(s.count()), Cell.number(s.median()), Cell.number(s.deviation()));
  }
}
