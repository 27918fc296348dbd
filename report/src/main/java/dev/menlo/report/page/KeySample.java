package dev.menlo.report.page;

import dev.menlo.report.chart.Colours;
import dev.menlo.report.markup.Markup;

/** Draws the entries of a key. */
final class KeySample {
  /** Room for the sample, in pixels. */
  static final double WIDTH = 22;

  private KeySample() {}

  static void onPage(Figure.Key entry, Markup out) {
    out.open("li")
        .open("svg", "viewBox", "0 0 22 12", "width", WIDTH, "height", 12.0, "aria-hidden", "true");
    sample(entry, 0, 6, Colours.OF_THE_PAGE, out);
    out.close().text(entry.text()).close();
  }

  /** The sample with its left end at x, its middle at y. */
  static void sample(Figure.Key entry, double x, double y, Colours colours, Markup out) {
    String colour = colours.of(entry.ink());
    switch (entry.sample()) {
      case POINT ->
          out.empty(
              "circle",
              "cx",
              x + WIDTH / 2,
              "cy",
              y,
              "r",
              3.0,
              "fill",
              colour,
              "fill-opacity",
              0.28,
              "stroke",
              colour);
      case BAND ->
          out.empty(
              "rect",
              "x",
              x + 1,
              "y",
              y - 5,
              "width",
              WIDTH - 2,
              "height",
              10.0,
              "fill",
              colour,
              "fill-opacity",
              0.2);
      default ->
          out.empty(
              "line",
              "x1",
              x + 1,
              "y1",
              y,
              "x2",
              x + WIDTH - 1,
              "y2",
              y,
              "stroke",
              colour,
              "stroke-width",
              2.0,
              "stroke-dasharray",
              entry.sample() == Figure.Sample.DASHES ? "4 3" : null);
    }
  }
}
