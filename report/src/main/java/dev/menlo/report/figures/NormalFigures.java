package dev.menlo.report.figures;

import dev.menlo.report.chart.Axis;
import dev.menlo.report.chart.Band;
import dev.menlo.report.chart.Chart;
import dev.menlo.report.chart.Ink;
import dev.menlo.report.chart.Line;
import dev.menlo.report.chart.Points;
import dev.menlo.report.fitted.EffectsLevel;
import dev.menlo.report.fitted.FittedData;
import dev.menlo.report.markup.Decimal;
import dev.menlo.report.page.Figure;
import dev.menlo.report.page.Figure.Key;
import dev.menlo.report.page.Figure.Sample;
import dev.menlo.report.page.Table;
import dev.menlo.report.page.Table.Cell;
import dev.menlo.report.statistics.NormalPlot;
import dev.menlo.report.statistics.Sorting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Normal quantile plots of residuals and of random effects. */
final class NormalFigures {
  private static final double[] PROBABILITIES = {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99};
  private static final String ENVELOPE =
      "The line goes through the quartiles; the band holds each point of a normal sample with"
          + " probability 95%, one by one, so about one in twenty may lie outside.";

  private NormalFigures() {}

  static Optional<Figure> ofResiduals(FittedData data, FigureSettings settings) {
    double[] residuals = data.observations().normalised();
    NormalPlot plot = NormalPlot.of(residuals);
    String finding = Phrases.count(plot.size(), "residual") + ": " + outside(plot) + ".";
    return Optional.of(
        new Figure(
            FigureKind.RESIDUALS_NORMAL.id(),
            "Normal quantile plot of residuals",
            finding,
            ENVELOPE + " An S says that the tails are longer, or shorter, than normal.",
            key("residuals"),
            List.of(chart(plot, "", "standardised residual", finding, 400, 330)),
            table(List.of("residuals"), List.of(residuals))));
  }

  static Optional<Figure> ofEffects(FittedData data, FigureSettings settings) {
    List<Chart> panels = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<double[]> samples = new ArrayList<>();
    List<String> findings = new ArrayList<>();
    for (EffectsLevel level : data.levels()) {
      for (int e = 0; e < level.names().size(); e++) {
        NormalPlot plot = NormalPlot.of(level.values()[e]);
        if (plot.size() < 3 || !(plot.scale() > 0)) {
          continue;
        }
        String name = level.names().get(e) + ", " + level.path();
        String finding = outside(plot);
        names.add(name);
        samples.add(level.values()[e]);
        findings.add(name + ": " + finding);
        panels.add(chart(plot, name, "predicted " + level.names().get(e), finding + ".", 340, 280));
      }
    }
    if (panels.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Figure(
            FigureKind.EFFECTS_NORMAL.id(),
            "Normal quantile plots of random effects",
            String.join("; ", findings) + ".",
            ENVELOPE
                + " Predicted random effects are shrunk towards zero, more so where a group has few"
                + " rows: their spread is below the fitted standard deviation, and groups of unequal"
                + " size bend the plot without any fault of the model.",
            key("groups"),
            panels,
            table(names, samples)));
  }

  private static List<Key> key(String what) {
    return List.of(
        new Key(Sample.POINT, Ink.INK, what),
        new Key(Sample.LINE, Ink.FIRST, "normal, through the quartiles"),
        new Key(Sample.BAND, Ink.FIRST, "95% envelope, pointwise"));
  }

  private static String outside(NormalPlot plot) {
    int shown = plot.values().length;
    return plot.outside()
        + " of "
        + Decimal.count(shown)
        + (shown < plot.size() ? " quantiles drawn" : "")
        + " lie outside the 95% envelope";
  }

  private static Chart chart(
      NormalPlot plot, String title, String label, String finding, double width, double height) {
    double[] x = plot.expected();
    double[] ends = {x[0], x[x.length - 1]};
    return Chart.titled(title)
        .described(finding)
        .x(Axis.of("standard normal quantile"))
        .y(Axis.of(label))
        .add(
            new Band(x, plot.lower(), plot.upper(), Ink.FIRST),
            Line.of(ends, new double[] {plot.line(ends[0]), plot.line(ends[1])}, Ink.FIRST),
            Points.of(x, plot.values(), Ink.INK))
        .size(width, height)
        .build();
  }

  private static Table table(List<String> names, List<double[]> samples) {
    List<String> columns = new ArrayList<>(List.of("quantile"));
    columns.addAll(names);
    Table.Builder table = Table.captioned("Quantiles", columns.toArray(String[]::new));
    for (double p : PROBABILITIES) {
      table.row(
          Decimal.significant(100 * p, 3) + "%",
          samples.stream()
              .map(s -> Cell.number(Sorting.quantile(Sorting.finite(s), p)))
              .toArray(Cell[]::new));
    }
    return table.build();
  }
}
