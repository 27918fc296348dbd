package dev.menlo.report.page;

import dev.menlo.report.chart.Axis;
import dev.menlo.report.chart.Band;
import dev.menlo.report.chart.Chart;
import dev.menlo.report.chart.Hexagons;
import dev.menlo.report.chart.Ink;
import dev.menlo.report.chart.Intervals;
import dev.menlo.report.chart.Label;
import dev.menlo.report.chart.Line;
import dev.menlo.report.chart.Points;
import dev.menlo.report.chart.Rule;
import dev.menlo.report.chart.Scale;
import dev.menlo.report.chart.Stems;
import dev.menlo.report.markup.Content;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A page with every kind of mark, of made-up numbers and unfriendly names. */
public final class SamplePage {
  /** A name that would be an element if it were not escaped. */
  public static final String HOSTILE = "<script>alert('a & b')</script>";

  private SamplePage() {}

  /** The page. */
  public static Page page() {
    return new Page(
        "Sample " + HOSTILE,
        "Every kind of mark once.",
        List.of(
            Section.of("figures", "Figures", figure()),
            Section.of("tables", "Tables", Content.paragraph("Text " + HOSTILE), table())),
        "made by a test");
  }

  /** The figure. */
  public static Figure figure() {
    double[] x = IntStream.range(0, 60).mapToDouble(i -> i / 10.0).toArray();
    double[] y = IntStream.range(0, 60).mapToDouble(i -> Math.sin(x[i])).toArray();
    double[] low = IntStream.range(0, 60).mapToDouble(i -> y[i] - 0.3).toArray();
    double[] high = IntStream.range(0, 60).mapToDouble(i -> y[i] + 0.3).toArray();
    Chart lines =
        Chart.titled("Lines " + HOSTILE)
            .described("A sine with a band.")
            .x(Axis.of("time (days)"))
            .y(Axis.of("response"))
            .add(
                new Band(x, low, high, Ink.FIRST),
                Line.of(x, y, Ink.FIRST),
                Points.of(x, high, Ink.INK),
                Rule.horizontal(0.5, "limit"),
                new Label(x[20], y[20], HOSTILE, Ink.SECOND))
            .build();
    return new Figure(
        "sample",
        "A sine " + HOSTILE,
        "It goes up and down.",
        "Read from left to right.",
        List.of(
            new Figure.Key(Figure.Sample.LINE, Ink.FIRST, "sine " + HOSTILE),
            new Figure.Key(Figure.Sample.BAND, Ink.FIRST, "band"),
            new Figure.Key(Figure.Sample.POINT, Ink.INK, "upper edge")),
        List.of(lines, cloud(), categories(), logarithmic(x)),
        table());
  }

  private static Chart cloud() {
    int n = 20_000;
    double[] x = new double[n];
    double[] y = new double[n];
    Random random = new Random(1);
    for (int i = 0; i < n; i++) {
      x[i] = random.nextGaussian();
      y[i] = x[i] + random.nextGaussian();
    }
    return Chart.titled("Many points")
        .described("A cloud.")
        .x(Axis.of("x"))
        .y(Axis.of("y"))
        .add(new Hexagons(x, y, Ink.INK))
        .build();
  }

  private static Chart categories() {
    double[] at = {0, 1, 2};
    return Chart.titled("Categories")
        .described("Three intervals.")
        .x(Axis.categories("kind", List.of("a", HOSTILE, "a rather long name of a category")))
        .y(Axis.of("mean"))
        .add(
            new Intervals(
                at,
                new double[] {1, 2, 3},
                new double[] {0, 1, 2},
                new double[] {2, 3, 5},
                Ink.FIRST))
        .build();
  }

  private static Chart logarithmic(double[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = Math.exp(-3 * x[i]);
    }
    return Chart.titled("Logarithmic")
        .described("A decay.")
        .x(Axis.of("round"))
        .y(Axis.of("change", Scale.logarithmic(new dev.menlo.report.chart.Extent(1e-8, 1))))
        .add(Line.dashed(x, y, Ink.SECOND), new Stems(x, y, Ink.THIRD, 1))
        .build();
  }

  private static Table table() {
    return Table.captioned("Estimates " + HOSTILE, "", "estimate", "n")
        .part("part " + HOSTILE)
        .row("a " + HOSTILE, Table.Cell.number(-1.23456789e-7), Table.Cell.count(1_234_567))
        .row("b", Table.Cell.number(Double.NaN), Table.Cell.text(HOSTILE))
        .note("A note " + HOSTILE)
        .build();
  }
}
