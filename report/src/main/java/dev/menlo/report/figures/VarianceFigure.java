package dev.menlo.report.figures;

import dev.menlo.model.residual.IdentityVariance;
import dev.menlo.report.chart.Axis;
import dev.menlo.report.chart.Chart;
import dev.menlo.report.chart.Ink;
import dev.menlo.report.chart.Line;
import dev.menlo.report.fitted.FittedData;
import dev.menlo.report.fitted.Observations;
import dev.menlo.report.markup.Decimal;
import dev.menlo.report.page.Figure;
import dev.menlo.report.page.Figure.Key;
import dev.menlo.report.page.Figure.Sample;
import dev.menlo.report.page.Table;
import dev.menlo.report.statistics.Fifths;
import dev.menlo.report.statistics.Fifths.Slice;
import dev.menlo.report.statistics.Sorting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Whether the variance function does its work: the size of residuals against fitted values as they
 * are, and divided by the fitted standard deviation. Square roots make sizes less skew (the
 * spread-location plot of Cleveland 1993, Visualizing Data).
 */
final class VarianceFigure {
  private VarianceFigure() {}

  static Optional<Figure> of(FittedData data, FigureSettings settings) {
    Observations o = data.observations();
    boolean constant = data.fitted().model().residual().variance() instanceof IdentityVariance;
    double sigma = Math.sqrt(data.fitted().point().sigma2());
    double[] before =
        IntStream.range(0, o.size()).mapToDouble(i -> root(o.residual()[i] / sigma)).toArray();
    double[] after =
        IntStream.range(0, o.size()).mapToDouble(i -> root(o.standardised()[i])).toArray();
    List<Slice> raw = Fifths.of(o.mean(), o.residual());
    List<Slice> scaled = Fifths.of(o.mean(), o.standardised());
    String finding = finding(data, constant, raw, scaled);
    List<Chart> panels = new ArrayList<>();
    List<Key> key = new ArrayList<>(List.of(Cloud.key(o.size(), "residuals"), Cloud.smoothKey()));
    if (constant) {
      panels.add(panel(data, "", after, finding, null));
    } else {
      key.add(new Key(Sample.DASHES, Ink.FIRST, "fitted standard deviation (its median size)"));
      panels.add(panel(data, "Before: raw residuals", rawSizes(o), finding, expected(o, sigma)));
      panels.add(panel(data, "After: standardised residuals", after, finding, null));
    }
    return Optional.of(
        new Figure(
            FigureKind.VARIANCE.id(),
            "Variance function: size of residuals against fitted values",
            finding,
            "A level curve means that the standard deviation is right everywhere. Where the raw"
                + " residuals rise and the standardised ones do not, the variance function does its"
                + " work.",
            key,
            panels,
            table(raw, scaled, before.length)));
  }

  private static double root(double value) {
    return Math.sqrt(Math.abs(value));
  }

  private static double[] rawSizes(Observations o) {
    return IntStream.range(0, o.size()).mapToDouble(i -> root(o.residual()[i])).toArray();
  }

  /** The median of the root of |N(0, sd^2)| along the fitted values: sqrt(0.6745 sd). */
  private static Line expected(Observations o, double sigma) {
    int[] order = Sorting.order(o.mean());
    int step = Math.max(1, order.length / 200);
    int[] some =
        IntStream.range(0, order.length)
            .filter(i -> i % step == 0 || i == order.length - 1)
            .map(i -> order[i])
            .toArray();
    double[] size =
        IntStream.of(some)
            .mapToDouble(
                i ->
                    o.standardised()[i] == 0
                        ? Double.NaN
                        : root(0.6744897501960817 * o.residual()[i] / o.standardised()[i]))
            .toArray();
    return Line.dashed(Sorting.at(o.mean(), some), size, Ink.FIRST);
  }

  private static Chart panel(
      FittedData data, String title, double[] size, String finding, Line expected) {
    double[] mean = data.observations().mean();
    Chart.Builder chart =
        Chart.titled(title)
            .described(finding)
            .x(Axis.of("fitted value of " + data.response()))
            .y(Axis.of("√|residual|" + (expected == null ? ", standardised" : "")))
            .add(Cloud.points(mean, size), Cloud.smooth(mean, size).line())
            .size(440, 290);
    return (expected == null ? chart : chart.add(expected)).build();
  }

  private static String finding(
      FittedData data, boolean constant, List<Slice> raw, List<Slice> scaled) {
    String first =
        "The spread of the raw residuals in the highest fifth of fitted values is "
            + Decimal.significant(Fifths.ratio(raw), 2)
            + " times that in the lowest";
    return constant
        ? first + "; the model takes it as constant."
        : first
            + "; divided by the fitted standard deviation, "
            + Decimal.significant(Fifths.ratio(scaled), 2)
            + " times ("
            + data.fitted().model().residual().resvariance()
            + ").";
  }

  private static Table table(List<Slice> raw, List<Slice> scaled, int points) {
    Table.Builder table =
        Table.captioned(
            "Residuals by fifths of the fitted values",
            "fifth",
            "from",
            "to",
            "points",
            "median",
            "robust SD");
    table.part("Raw residuals");
    SpreadTable.add(table, raw);
    table.part("Standardised residuals");
    SpreadTable.add(table, scaled);
    return table.note(Decimal.count(points) + " residuals.").build();
  }
}
