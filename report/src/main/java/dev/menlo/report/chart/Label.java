package dev.menlo.report.chart;

/**
 * A text at a point.
 *
 * @param atX horizontal value
 * @param atY vertical value
 * @param text the text
 * @param ink colour
 */
public record Label(double atX, double atY, String text, Ink ink) implements Mark {
  @Override
  public Extent x() {
    return Extent.of(atX);
  }

  @Override
  public Extent y() {
    return Extent.of(atY);
  }

  /** Beside the point, on the side where there is more room. */
  @Override
  public void draw(Plane plane) {
    double px = plane.px(atX);
    boolean leftwards = px > plane.left() + plane.width() / 2;
    plane
        .out()
        .element(
            "text",
            text,
            "x",
            px + (leftwards ? -5 : 5),
            "y",
            plane.py(atY) + 3.5,
            "text-anchor",
            leftwards ? "end" : "start",
            "fill",
            plane.colour(ink),
            "font-size",
            10.0);
  }
}
