package dev.menlo.report.chart;

/**
 * Upright lines from zero (on a logarithmic axis, from the bottom) to a value, such as
 * autocorrelations.
 *
 * @param xs horizontal values; not modified
 * @param ys heights, as many; not modified
 * @param ink colour
 * @param width in pixels
 */
public record Stems(double[] xs, double[] ys, Ink ink, double width) implements Mark {
  @Override
  public Extent x() {
    return Extent.of(xs);
  }

  @Override
  public Extent y() {
    return Extent.of(ys).and(Extent.of(0));
  }

  @Override
  public void draw(Plane plane) {
    double foot = plane.y().logarithmic() ? plane.top() + plane.height() : plane.py(0);
    for (int i = 0; i < xs.length; i++) {
      if (Double.isFinite(ys[i])) {
        plane
            .out()
            .empty(
                "line",
                "x1",
                plane.px(xs[i]),
                "y1",
                foot,
                "x2",
                plane.px(xs[i]),
                "y2",
                plane.py(ys[i]),
                "stroke",
                plane.colour(ink),
                "stroke-width",
                width);
      }
    }
  }
}
