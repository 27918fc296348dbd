package dev.menlo.study.report;

import dev.menlo.report.chart.Extent;
import dev.menlo.report.chart.Ink;
import dev.menlo.report.chart.Mark;
import dev.menlo.report.chart.Plane;

/**
 * Level intervals, one above the other, those that miss the truth in another colour: a zip plot.
 *
 * @param ys heights; not modified
 * @param lower lower ends; not modified
 * @param upper upper ends; not modified
 * @param truth what they should hold
 */
record ZipIntervals(double[] ys, double[] lower, double[] upper, double truth) implements Mark {
  @Override
  public Extent x() {
    return Extent.of(lower).and(Extent.of(upper)).and(Extent.of(truth));
  }

  @Override
  public Extent y() {
    return Extent.of(ys);
  }

  @Override
  public void draw(Plane plane) {
    for (int i = 0; i < ys.length; i++) {
      boolean holds = lower[i] <= truth && truth <= upper[i];
      double y = plane.py(ys[i]);
      plane
          .out()
          .empty(
              "line",
              "x1",
              plane.px(lower[i]),
              "y1",
              y,
              "x2",
              plane.px(upper[i]),
              "y2",
              y,
              "stroke",
              plane.colour(holds ? Ink.FIRST : Ink.SECOND),
              "stroke-opacity",
              0.6,
              "stroke-width",
              0.9);
    }
  }
}
