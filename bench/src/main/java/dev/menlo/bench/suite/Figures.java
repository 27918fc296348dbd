package dev.menlo.bench.suite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.menlo.report.chart.Axis;
import dev.menlo.report.chart.Chart;
import dev.menlo.report.chart.Extent;
import dev.menlo.report.chart.Ink;
import dev.menlo.report.chart.Label;
import dev.menlo.report.chart.Line;
import dev.menlo.report.chart.Points;
import dev.menlo.report.chart.Scale;
import dev.menlo.report.page.Figure;
import dev.menlo.report.page.FigureFile;
import dev.menlo.report.page.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The figures of the page as SVG documents, drawn by the pieces of menlo's own reports. */
final class Figures {
  private static final double WIDTH = 560;
  private static final double HEIGHT = 340;

  private final Results results;

  Figures(Results results) {
    this.results = results;
  }

  /** Processor seconds by groups, with the other fits of the run beside. */
  String scaling() {
    Map<String, JsonNode> sizes = results.members("scaling");
    List<double[]> points = new ArrayList<>();
    sizes.forEach(
        (groups, times) -> {
          if (groups.matches("[0-9]+")) {
            points.add(
                new double[] {Double.parseDouble(groups), times.get("median").doubleValue()});
          }
        });
    List<double[]> hand = new ArrayList<>();
    for (int groups : new int[] {100, 1000, 100_000}) {
      hand.add(new double[] {groups, results.byHand("logistic-" + groups)});
    }
    List<double[]> nlme = new ArrayList<>();
    for (int groups : new int[] {100, 1000}) {
      nlme.add(new double[] {groups, results.number("nlme-logistic-" + groups, "seconds")});
    }
    Chart.Builder chart = chart("groups of 10 rows", "processor seconds a fit");
    List<Figure.Key> key = new ArrayList<>();
    series(chart, key, points, Ink.FIRST, "menlo, whole fits");
    series(chart, key, hand, Ink.SECOND, "written by hand in C++");
    series(chart, key, nlme, Ink.THIRD, "nlme");
    List<double[]> all = new ArrayList<>(points);
    all.addAll(hand);
    all.addAll(nlme);
    return draw("scaling", "Time of a fit by its size, one thread", key, fitted(chart, all));
  }

  /** Arithmetic a second by arithmetic a byte, under the roof measured in the same run. */
  String roofline() {
    double peak = results.number("peaks", "flopsPerSecond");
    double bytes = results.number("peaks", "bytesPerSecond");
    double[] intensity = {0.1, peak / bytes, 200};
    double[] roof = {0.1 * bytes * 1e-9, peak * 1e-9, peak * 1e-9};
    Chart.Builder chart = chart("operations a byte of data", "billion operations a second");
    chart.add(Line.of(intensity, roof, Ink.RULE));
    List<double[]> all = new ArrayList<>();
    all.add(new double[] {intensity[0], roof[0]});
    all.add(new double[] {intensity[2], roof[2]});
    List<Figure.Key> key = new ArrayList<>();
    key.add(new Figure.Key(Figure.Sample.LINE, Ink.RULE, "roof: one core, from Java"));
    for (Roofline.Place place : Roofline.places(results)) {
      double[] at = {place.intensity(), place.flopsPerSecond() * 1e-9};
      all.add(at);
      chart.add(new Points(new double[] {at[0]}, new double[] {at[1]}, place.ink(), 4));
      chart.add(new Label(at[0], at[1], place.name(), Ink.INK));
    }
    return draw("roofline", "Row passes under the roof", key, fitted(chart, all));
  }

  /** Microseconds of every operation, by backend. */
  String operations() {
    List<String> names = Operations.names(results);
    List<double[]> all = new ArrayList<>();
    Chart.Builder chart = Chart.titled("").size(WIDTH + 120, HEIGHT + 40);
    List<Figure.Key> key = new ArrayList<>();
    int index = 0;
    for (String backend : Operations.backends(results)) {
      double[] xs = new double[names.size()];
      double[] ys = new double[names.size()];
      for (int i = 0; i < xs.length; i++) {
        xs[i] = i;
        ys[i] = Operations.standard(results, names.get(i), backend);
        all.add(new double[] {i, ys[i]});
      }
      Ink ink = Ink.series(index++);
      chart.add(new Points(xs, ys, ink, 4));
      key.add(new Figure.Key(Figure.Sample.POINT, ink, backend));
    }
    List<String> numbers = new ArrayList<>();
    for (int i = 1; i <= names.size(); i++) {
      numbers.add("" + i);
    }
    chart.x(Axis.categories("operation, as numbered in the table", numbers));
    chart.y(Axis.of("microseconds", Scale.logarithmic(extent(all, 1))));
    return draw("operations", "Operations of the interface, 1,000 x 10", key, chart.build());
  }

  private static Chart.Builder chart(String x, String y) {
    return Chart.titled("").size(WIDTH, HEIGHT).x(Axis.of(x)).y(Axis.of(y));
  }

  private static void series(
      Chart.Builder chart, List<Figure.Key> key, List<double[]> points, Ink ink, String name) {
    List<double[]> known = points.stream().filter(p -> Double.isFinite(p[1])).toList();
    if (known.isEmpty()) {
      return;
    }
    double[] xs = known.stream().mapToDouble(p -> p[0]).toArray();
    double[] ys = known.stream().mapToDouble(p -> p[1]).toArray();
    chart.add(Line.of(xs, ys, ink), new Points(xs, ys, ink, 3.5));
    key.add(new Figure.Key(Figure.Sample.LINE, ink, name));
  }

  /** The chart on logarithmic axes over some points. */
  private static Chart fitted(Chart.Builder chart, List<double[]> points) {
    Chart plain = chart.build();
    return chart
        .x(Axis.of(plain.x().label(), Scale.logarithmic(extent(points, 0))))
        .y(Axis.of(plain.y().label(), Scale.logarithmic(extent(points, 1))))
        .build();
  }

  private static Extent extent(List<double[]> points, int k) {
    return Extent.of(points.stream().mapToDouble(p -> p[k]).filter(Double::isFinite).toArray());
  }

  private static String draw(String id, String title, List<Figure.Key> key, Chart chart) {
    Table none = new Table("", List.of(), List.of(), List.of());
    return FigureFile.svg(new Figure(id, title, "", "", key, List.of(chart), none));
  }
}
