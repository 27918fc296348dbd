package dev.menlo.report.chart;

/**
 * Points with upright intervals, such as estimates with confidence intervals or medians with
 * quartiles.
 *
 * @param xs horizontal values; not modified
 * @param ys points, as many; not modified
 * @param lower lower ends; not modified
 * @param upper upper ends; not modified
 * @param ink colour
 */
public record Intervals(double[] xs, double[] ys, double[] lower, double[] upper, Ink ink)
    implements Mark {
  @Override
  public Extent x() {
    return Extent.of(xs);
  }

  @Override
  public Extent y() {
    return Extent.of(ys).and(Extent.of(lower)).and(Extent.of(upper));
  }

  @Override
  public void draw(Plane plane) {
    for (int i = 0; i < xs.length; i++) {
      double px = plane.px(xs[i]);
      if (Double.isFinite(lower[i]) && Double.isFinite(upper[i])) {
        plane
            .out()
            .empty(
                "line",
                "x1",
                px,
                "y1",
                plane.py(lower[i]),
                "x2",
                px,
                "y2",
                plane.py(upper[i]),
                "stroke",
                plane.colour(ink),
                "stroke-width",
                1.6);
      }
      if (Double.isFinite(ys[i])) {
        plane
            .out()
            .empty("circle", "cx", px, "cy", plane.py(ys[i]), "r", 3.0, "fill", plane.colour(ink));
      }
    }
  }
}
