package dev.menlo.report.chart;

import dev.menlo.report.markup.Markup;

/**
 * The rectangle that marks are drawn in.
 *
 * @param x horizontal scale
 * @param y vertical scale
 * @param left left edge in pixels
 * @param top upper edge
 * @param width width
 * @param height height
 * @param colours names of colours
 * @param out what marks write to
 */
public record Plane(
    Scale x,
    Scale y,
    double left,
    double top,
    double width,
    double height,
    Colours colours,
    Markup out) {
  /** Place of a value on the horizontal axis. */
  public double px(double value) {
    return left + width * x.fraction(value);
  }

  /** Place of a value on the vertical axis; upwards. */
  public double py(double value) {
    return top + height * (1 - y.fraction(value));
  }

  /** Whether a point can be drawn: its place is finite and within the rectangle, or nearly. */
  public boolean shows(double px, double py) {
    return px >= left - 1 && px <= left + width + 1 && py >= top - 1 && py <= top + height + 1;
  }

  /** A colour as an attribute's value. */
  public String colour(Ink ink) {
    return colours.of(ink);
  }
}
