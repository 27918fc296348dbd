package dev.menlo.report.chart;

import dev.menlo.report.markup.Decimal;

/**
 * Points.
 *
 * @param xs horizontal values; not modified
 * @param ys vertical values, as many; not modified
 * @param ink colour
 * @param radius in pixels
 */
public record Points(double[] xs, double[] ys, Ink ink, double radius) implements Mark {
  /** Points of the usual size. */
  public static Points of(double[] xs, double[] ys, Ink ink) {
    return new Points(xs, ys, ink, xs.length > 400 ? 1.6 : 2.2);
  }

  @Override
  public Extent x() {
    return Extent.of(xs);
  }

  @Override
  public Extent y() {
    return Extent.of(ys);
  }

  /** One path of dots: about 14 bytes a point. */
  @Override
  public void draw(Plane plane) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < xs.length; i++) {
      double px = plane.px(xs[i]);
      double py = plane.py(ys[i]);
      if (plane.shows(px, py)) {
        dot(path, px, py);
      }
    }
    plane
        .out()
        .empty(
            "path",
            "d",
            path,
            "fill",
            plane.colour(ink),
            "fill-opacity",
            0.28,
            "stroke",
            plane.colour(ink),
            "stroke-width",
            0.9);
  }

  /** A circle of two arcs, so that points stay apart where they overlap. */
  private void dot(StringBuilder path, double px, double py) {
    String r = Decimal.coordinate(radius);
    String d = Decimal.coordinate(2 * radius);
    path.append('M')
        .append(tenths(px - radius))
        .append(' ')
        .append(tenths(py))
        .append("a" + r + " " + r + " 0 1 0 " + d + " 0a" + r + " " + r + " 0 1 0-" + d + " 0");
  }

  private static String tenths(double value) {
    return Decimal.coordinate(Math.rint(value * 10) / 10);
  }
}
