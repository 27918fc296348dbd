package dev.menlo.report.chart;

import dev.menlo.report.markup.Decimal;

/**
 * The area between two curves.
 *
 * @param xs horizontal values, increasing; not modified
 * @param lower lower curve, as many; not modified
 * @param upper upper curve, as many; not modified
 * @param ink colour
 */
public record Band(double[] xs, double[] lower, double[] upper, Ink ink) implements Mark {
  @Override
  public Extent x() {
    return Extent.of(xs);
  }

  @Override
  public Extent y() {
    return Extent.of(lower).and(Extent.of(upper));
  }

  @Override
  public void draw(Plane plane) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < xs.length; i++) {
      point(plane, path, xs[i], lower[i]);
    }
    for (int i = xs.length - 1; i >= 0; i--) {
      point(plane, path, xs[i], upper[i]);
    }
    if (path.length() > 0) {
      plane
          .out()
          .empty("path", "d", path.append('Z'), "fill", plane.colour(ink), "fill-opacity", 0.14);
    }
  }

  private static void point(Plane plane, StringBuilder path, double x, double y) {
    double px = plane.px(x);
    double py = plane.py(y);
    if (Double.isFinite(px) && Double.isFinite(py)) {
      path.append(path.length() == 0 ? 'M' : 'L')
          .append(Decimal.coordinate(px))
          .append(' ')
          .append(Decimal.coordinate(py));
    }
  }
}
