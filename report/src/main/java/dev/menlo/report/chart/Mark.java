package dev.menlo.report.chart;

/** What a chart draws: points, lines, bands and so on. Values that are not finite are left out. */
public interface Mark {
  /** The horizontal extent that an automatic axis must take in. */
  Extent x();

  /** The vertical extent that an automatic axis must take in. */
  Extent y();

  /** Draws itself. */
  void draw(Plane plane);
}
