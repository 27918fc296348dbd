package dev.menlo.report.figures;

import dev.menlo.report.chart.Axis;
import dev.menlo.report.chart.Chart;
import dev.menlo.report.chart.Extent;
import dev.menlo.report.chart.Ink;
import dev.menlo.report.chart.Line;
import dev.menlo.report.chart.Mark;
import dev.menlo.report.chart.Points;
import dev.menlo.report.chart.Scale;
import dev.menlo.report.fitted.Curves;
import dev.menlo.report.fitted.FittedData;
import dev.menlo.report.fitted.GroupCurve;
import dev.menlo.report.fitted.Observations;
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

/** Data and fitted curves group by group, on common axes. */
final class CurvesFigure {
  private static final Mark[] NONE = {};

  private final FittedData data;
  private final Curves curves;
  private final GroupChoice choice;
  private final List<String> labels;
  private final Scale yScale;
  private final Scale xScale;

  private CurvesFigure(FittedData data, FigureSettings settings) {
    Observations o = data.observations();
    this.data = data;
    this.curves = new Curves(data, settings.x());
    this.choice = GroupChoice.of(o, settings.panels());
    this.labels = data.labels();
    Extent y = Extent.of(o.response()).and(Extent.of(o.mean()));
    this.yScale = Scale.linear(y.and(isCurve() ? Extent.of(o.population()) : Extent.NONE));
    this.xScale =
        isCurve()
            ? Scale.linear(Extent.of(curves.design().x().values()))
            : Scale.linear(Extent.of(o.mean()));
  }

  static Optional<Figure> of(FittedData data, FigureSettings settings) {
    return Optional.of(new CurvesFigure(data, settings).figure());
  }

  private boolean isMixed() {
    return !data.levels().isEmpty();
  }

  private boolean isCurve() {
    return curves.design().x() != null;
  }

  private Figure figure() {
    List<Chart> panels = new ArrayList<>();
    for (int group : choice.groups()) {
      panels.add(isCurve() ? curve(group) : agreement(group));
    }
    return new Figure(
        FigureKind.CURVES.id(),
        isCurve()
            ? "Fitted curves of " + data.response() + " along " + curves.design().x().name()
            : "Observed against fitted " + data.response(),
        finding(),
        reading(),
        key(),
        panels,
        table());
  }

  private String finding() {
    int all = choice.rms().length;
    int[] shown = choice.groups();
    if (choice.all()) {
      return all == 1 ? "All rows." : "All " + Phrases.count(all, "group") + ".";
    }
    return shown.length
        + " of "
        + Phrases.count(all, "group")
        + ", evenly spaced from the best fit ("
        + labels.get(shown[0])
        + ") to the worst ("
        + labels.get(shown[shown.length - 1])
        + ") by the root mean square of the standardised residuals: "
        + Decimal.significant(choice.rms()[shown[0]], 2)
        + " to "
        + Decimal.significant(choice.rms()[shown[shown.length - 1]], 2)
        + ".";
  }

  private String reading() {
    if (!isCurve()) {
      return "Several variables of the mean vary within groups, so there is no single curve; points"
          + " near the diagonal are fitted well. Name a variable to draw against with --x.";
    }
    return (curves.design().onGrid()
            ? "Curves are evaluated on a fine grid over the group's own range. "
            : "The mean is known at the rows only, so fitted values are joined by lines. ")
        + (isMixed() ? "The distance between the curves is what the random effects add." : "");
  }

  private List<Key> key() {
    List<Key> key = new ArrayList<>(List.of(new Key(Sample.POINT, Ink.INK, "observed")));
    if (isCurve()) {
      key.add(new Key(Sample.LINE, Ink.FIRST, isMixed() ? "fitted, this group" : "fitted"));
      if (isMixed()) {
        key.add(new Key(Sample.DASHES, Ink.SECOND, "random effects at zero"));
      }
    } else {
      key.add(new Key(Sample.LINE, Ink.RULE, "observed = fitted"));
    }
    return key;
  }

  private Chart curve(int group) {
    GroupCurve curve = curves.of(group);
    return panel(group)
        .x(Axis.of(curves.design().x().name(), xScale))
        .y(Axis.of(data.response(), yScale))
        .add(isMixed() ? new Mark[] {Line.dashed(curve.x(), curve.population(), Ink.SECOND)} : NONE)
        .add(
            Line.of(curve.x(), curve.conditional(), Ink.FIRST),
            points(curves.design().x().values(), group))
        .build();
  }

  private Chart agreement(int group) {
    double[] ends = {Math.max(xScale.min(), yScale.min()), Math.min(xScale.max(), yScale.max())};
    return panel(group)
        .x(Axis.of("fitted", xScale))
        .y(Axis.of(data.response(), yScale))
        .add(Line.of(ends, ends, Ink.RULE), points(data.observations().mean(), group))
        .build();
  }

  private Chart.Builder panel(int group) {
    String rms = Decimal.significant(choice.rms()[group], 2);
    int rows = rows(group);
    return Chart.titled(labels.get(group))
        .described(
            Phrases.count(rows, "row")
                + "; root mean square of standardised residuals "
                + rms
                + ".")
        .size(256, 200);
  }

  private int rows(int group) {
    int[] starts = data.observations().starts();
    return starts[group + 1] - starts[group];
  }

  private Points points(double[] x, int group) {
    int[] starts = data.observations().starts();
    return Points.of(
        Arrays.copyOfRange(x, starts[group], starts[group + 1]),
        Arrays.copyOfRange(data.observations().response(), starts[group], starts[group + 1]),
        Ink.INK);
  }

  private Table table() {
    Table.Builder table =
        Table.captioned("Groups shown", "group", "rows", "RMS of standardised residuals");
    for (int group : choice.groups()) {
      table.row(
          labels.get(group).isEmpty() ? "all" : labels.get(group),
          Cell.count(rows(group)),
          Cell.number(choice.rms()[group]));
    }
    return table.build();
  }
}
