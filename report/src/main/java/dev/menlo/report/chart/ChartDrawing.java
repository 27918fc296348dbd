package dev.menlo.report.chart;

import dev.menlo.report.markup.Markup;
import java.util.List;

/** Draws a chart as an {@code svg} element: titles, axes with faint grid lines, then the marks. */
public final class ChartDrawing {
  private static final double RIGHT = 12;

  private final Chart chart;
  private final Colours colours;
  private final Markup out;
  private final Axis horizontal;
  private final Axis vertical;
  private final Plane plane;
  private final List<Tick> upTicks;

  private ChartDrawing(Chart chart, Colours colours, Markup out) {
    this.chart = chart;
    this.colours = colours;
    this.out = out;
    this.horizontal = chart.horizontal();
    this.vertical = chart.vertical();
    double top = (chart.title().isEmpty() ? 2 : 20) + (vertical.label().isEmpty() ? 4 : 17);
    double bottom = chart.height() - 20 - (horizontal.label().isEmpty() ? 0 : 15);
    this.upTicks = vertical.marks((int) Math.max(3, (bottom - top) / 42));
    double left = 12 + upTicks.stream().mapToDouble(ChartDrawing::tickWidth).max().orElse(0);
    this.plane =
        new Plane(
            horizontal.scale(),
            vertical.scale(),
            left,
            top,
            chart.width() - left - RIGHT,
            bottom - top,
            colours,
            out);
  }

  /**
   * Draws a chart on a page.
   *
   * @param id prefix of the ids that name and describe it, unique on the page
   */
  public static void onPage(Chart chart, String id, String name, Markup out) {
    out.open(
        "svg",
        "viewBox",
        "0 0 " + (int) chart.width() + " " + (int) chart.height(),
        "width",
        chart.width(),
        "height",
        chart.height(),
        "role",
        "img",
        "aria-labelledby",
        id + "-t",
        "aria-describedby",
        id + "-d",
        "class",
        "chart");
    out.element("title", name, "id", id + "-t");
    out.element("desc", chart.description(), "id", id + "-d");
    new ChartDrawing(chart, Colours.OF_THE_PAGE, out).draw();
    out.close().line();
  }

  /** Draws a chart at a place within another drawing. */
  public static void at(double x, double y, Chart chart, Colours colours, Markup out) {
    out.open("svg", "x", x, "y", y, "width", chart.width(), "height", chart.height());
    out.element("title", chart.title());
    out.element("desc", chart.description());
    new ChartDrawing(chart, colours, out).draw();
    out.close().line();
  }

  private static double tickWidth(Tick tick) {
    return Lettering.width(shortened(tick.label()), Lettering.SMALL);
  }

  private static String shortened(String label) {
    return Lettering.fitted(label, 100, Lettering.SMALL);
  }

  private void draw() {
    titles();
    out.open("g", "font-size", Lettering.SMALL, "fill", colours.of(Ink.MUTED));
    verticalAxis();
    horizontalAxis();
    out.close();
    chart.marks().forEach(mark -> mark.draw(plane));
  }

  private void titles() {
    if (!chart.title().isEmpty()) {
      out.element(
          "text",
          Lettering.fitted(chart.title(), chart.width() - 4, Lettering.TITLE),
          "x",
          2.0,
          "y",
          13.0,
          "font-size",
          Lettering.TITLE,
          "font-weight",
          "bold",
          "fill",
          colours.of(Ink.INK));
    }
  }

  /** Faint level lines with their values; the label stands above them, level, to be read. */
  private void verticalAxis() {
    out.element("text", vertical.label(), "x", 2.0, "y", plane.top() - 8);
    for (Tick tick : upTicks) {
      double py = plane.py(tick.at());
      grid(plane.left(), py, plane.left() + plane.width(), py);
      out.element(
          "text",
          shortened(tick.label()),
          "x",
          plane.left() - 6,
          "y",
          py + 3.8,
          "text-anchor",
          "end");
    }
  }

  private void horizontalAxis() {
    double bottom = plane.top() + plane.height();
    List<Tick> ticks = horizontal.marks((int) Math.max(2, plane.width() / 70));
    double room = plane.width() / Math.max(1, ticks.size());
    double widest = ticks.stream().mapToDouble(ChartDrawing::tickWidth).max().orElse(0) + 6;
    int every = horizontal.ticks() == null ? 1 : (int) Math.ceil(Math.min(widest, 60) / room);
    out.empty(
        "line",
        "x1",
        plane.left(),
        "y1",
        bottom,
        "x2",
        plane.left() + plane.width(),
        "y2",
        bottom,
        "stroke",
        colours.of(Ink.RULE));
    for (int i = 0; i < ticks.size(); i += every) {
      double px = plane.px(ticks.get(i).at());
      out.empty(
          "line",
          "x1",
          px,
          "y1",
          bottom,
          "x2",
          px,
          "y2",
          bottom + 4,
          "stroke",
          colours.of(Ink.RULE));
      out.element(
          "text",
          horizontal.ticks() == null
              ? ticks.get(i).label()
              : Lettering.fitted(ticks.get(i).label(), room * every, Lettering.SMALL),
          "x",
          px,
          "y",
          bottom + 16,
          "text-anchor",
          "middle");
    }
    out.element(
        "text",
        horizontal.label(),
        "x",
        plane.left() + plane.width() / 2,
        "y",
        bottom + 31,
        "text-anchor",
        "middle");
  }

  private void grid(double x1, double y1, double x2, double y2) {
    out.empty("line", "x1", x1, "y1", y1, "x2", x2, "y2", y2, "stroke", colours.of(Ink.FAINT));
  }
}
