package dev.menlo.report.chart;

import dev.menlo.report.markup.Decimal;

/**
 * A line through points in their order, broken where a value is not finite.
 *
 * @param xs horizontal values; not modified
 * @param ys vertical values, as many; not modified
 * @param ink colour
 * @param width in pixels
 * @param dashes lengths of dashes and gaps, or null for a solid line
 */
public record Line(double[] xs, double[] ys, Ink ink, double width, String dashes) implements Mark {
  /** A solid line. */
  public static Line of(double[] xs, double[] ys, Ink ink) {
    return new Line(xs, ys, ink, 1.6, null);
  }

  /** A dashed line. */
  public static Line dashed(double[] xs, double[] ys, Ink ink) {
    return new Line(xs, ys, ink, 1.3, "4 3");
  }

  @Override
  public Extent x() {
    return Extent.of(xs);
  }

  @Override
  public Extent y() {
    return Extent.of(ys);
  }

  @Override
  public void draw(Plane plane) {
    String path = path(plane, xs, ys);
    if (!path.isEmpty()) {
      plane
          .out()
          .empty(
              "path",
              "d",
              path,
              "fill",
              "none",
              "stroke",
              plane.colour(ink),
              "stroke-width",
              width,
              "stroke-linejoin",
              "round",
              "stroke-dasharray",
              dashes);
    }
  }

  private static String path(Plane plane, double[] xs, double[] ys) {
    StringBuilder path = new StringBuilder();
    boolean drawing = false;
    for (int i = 0; i < xs.length; i++) {
      double px = plane.px(xs[i]);
      double py = plane.py(ys[i]);
      boolean finite = Double.isFinite(px) && Double.isFinite(py);
      if (finite) {
        path.append(drawing ? 'L' : 'M')
            .append(Decimal.coordinate(px))
            .append(' ')
            .append(Decimal.coordinate(py));
      }
      drawing = finite;
    }
    return path.toString();
  }
}
