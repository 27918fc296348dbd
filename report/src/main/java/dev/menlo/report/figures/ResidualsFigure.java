package dev.menlo.report.figures;

import dev.menlo.report.chart.Axis;
import dev.menlo.report.chart.Chart;
import dev.menlo.report.chart.Rule;
import dev.menlo.report.fitted.FittedData;
import dev.menlo.report.fitted.Observations;
import dev.menlo.report.markup.Decimal;
import dev.menlo.report.page.Figure;
import dev.menlo.report.statistics.Fifths;
import dev.menlo.report.statistics.Fifths.Slice;
import java.util.List;
import java.util.Optional;

/** Standardised residuals against fitted values. */
final class ResidualsFigure {
  private ResidualsFigure() {}

  static Optional<Figure> of(FittedData data, FigureSettings settings) {
    Observations o = data.observations();
    Cloud.Smooth smooth = Cloud.smooth(o.mean(), o.standardised());
    List<Slice> fifths = Fifths.of(o.mean(), o.standardised());
    String finding = finding(o, smooth, fifths);
    Chart chart =
        Chart.titled("")
            .described(finding)
            .x(Axis.of("fitted value of " + data.response()))
            .y(Axis.of("standardised residual"))
            .add(Rule.horizontal(0), Cloud.points(o.mean(), o.standardised()), smooth.line())
            .add(Extremes.labels(data, o.mean(), o.standardised()))
            .size(560, 340)
            .build();
    return Optional.of(
        new Figure(
            FigureKind.RESIDUALS.id(),
            "Standardised residuals against fitted values",
            finding,
            "Each residual is divided by its fitted standard deviation. If the model holds, the"
                + " points form a level band of even width about zero. A bend says that the mean is"
                + " wrong; a fan says that the variance is.",
            List.of(Cloud.key(o.size(), "residuals"), Cloud.smoothKey()),
            List.of(chart),
            SpreadTable.of("Standardised residuals by fifths of the fitted values", fifths)));
  }

  private static String finding(Observations o, Cloud.Smooth smooth, List<Slice> fifths) {
    double[] sorted = dev.menlo.report.statistics.Sorting.finite(o.standardised());
    return Decimal.count(o.size())
        + " residuals from "
        + Decimal.significant(sorted[0], 3)
        + " to "
        + Decimal.significant(sorted[sorted.length - 1], 3)
        + " standard deviations. "
        + spread(fifths)
        + " The smooth curve stays within "
        + Decimal.significant(smooth.furthest(), 2)
        + " of zero.";
  }

  /** How the spread changes from the lowest to the highest fifth. */
  static String spread(List<Slice> fifths) {
    double ratio = Fifths.ratio(fifths);
    String verdict =
        ratio > 2 ? "a fan that opens" : ratio < 0.5 ? "a fan that closes" : "about level";
    return "Their spread is "
        + Decimal.significant(fifths.get(0).deviation(), 2)
        + " in the lowest fifth of the fitted values and "
        + Decimal.significant(fifths.get(fifths.size() - 1).deviation(), 2)
        + " in the highest: "
        + verdict
        + ".";
  }
}
