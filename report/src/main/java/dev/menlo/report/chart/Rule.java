package dev.menlo.report.chart;

/**
 * A straight line across the chart at one value, with its name at the end.
 *
 * @param at the value
 * @param vertical whether it stands at a value of the horizontal axis
 * @param label a short text, or ""
 * @param dashes lengths of dashes and gaps, or null for a solid line
 * @param counted whether automatic axes must take it in
 */
public record Rule(double at, boolean vertical, String label, String dashes, boolean counted)
    implements Mark {
  /** A level line. */
  public static Rule horizontal(double at) {
    return new Rule(at, false, "", null, true);
  }

  /** A dashed level line with a name. */
  public static Rule horizontal(double at, String label) {
    return new Rule(at, false, label, "3 3", true);
  }

  /** An upright line. */
  public static Rule vertical(double at) {
    return new Rule(at, true, "", null, true);
  }

  @Override
  public Extent x() {
    return vertical && counted ? Extent.of(at) : Extent.NONE;
  }

  @Override
  public Extent y() {
    return vertical || !counted ? Extent.NONE : Extent.of(at);
  }

  @Override
  public void draw(Plane plane) {
    double p = vertical ? plane.px(at) : plane.py(at);
    double right = plane.left() + plane.width();
    double bottom = plane.top() + plane.height();
    plane
        .out()
        .empty(
            "line",
            "x1",
            vertical ? p : plane.left(),
            "y1",
            vertical ? plane.top() : p,
            "x2",
            vertical ? p : right,
            "y2",
            vertical ? bottom : p,
            "stroke",
            plane.colour(Ink.RULE),
            "stroke-dasharray",
            dashes);
    if (!label.isEmpty()) {
      plane
          .out()
          .element(
              "text",
              label,
              "x",
              vertical ? p + 3 : right,
              "y",
              vertical ? plane.top() + 9 : p - 3,
              "text-anchor",
              vertical ? "start" : "end",
              "fill",
              plane.colour(Ink.MUTED),
              "font-size",
              10.0);
    }
  }
}
