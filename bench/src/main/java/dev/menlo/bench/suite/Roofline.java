package dev.menlo.bench.suite;

import dev.menlo.report.chart.Ink;
import java.util.ArrayList;
import java.util.List;

/** Where row passes stand: arithmetic counted from their program over the time they took. */
final class Roofline {
  private static final int ROWS = 10;

  private Roofline() {}

  /**
   * A row pass.
   *
   * @param name operation and size
   * @param nanoseconds a row
   * @param flops a row
   * @param bytes a row
   * @param ink colour
   */
  record Place(String name, double nanoseconds, double flops, double bytes, Ink ink) {
    double intensity() {
      return flops / bytes;
    }

    double flopsPerSecond() {
      return flops / nanoseconds * 1e9;
    }
  }

  static List<Place> places(Results results) {
    List<Place> places = new ArrayList<>();
    for (String groups : List.of("1000", "100000")) {
      add(results, places, "linearise", "gaussNewtonRow", groups, Ink.FIRST);
      add(results, places, "lineariseNewton", "newtonRow", groups, Ink.SECOND);
    }
    return places;
  }

  private static void add(
      Results results, List<Place> places, String operation, String row, String groups, Ink ink) {
    double microseconds =
        results.microseconds(
            "operation",
            operation,
            "backend",
            "cpu",
            "groups",
            groups,
            "rows",
            "" + ROWS,
            "q",
            "3",
            "p",
            "3",
            "residual",
            "iid");
    if (!Double.isNaN(microseconds)) {
      places.add(
          new Place(
              Markdown.text("%s, %,.0f groups", operation, Double.parseDouble(groups)),
              microseconds * 1e3 / (Double.parseDouble(groups) * ROWS),
              results.number("spi", row, "flops"),
              results.number("spi", row, "bytes"),
              ink));
    }
  }
}
