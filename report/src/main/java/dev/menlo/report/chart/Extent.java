package dev.menlo.report.chart;

/**
 * The smallest and largest of some values; min &gt; max where there is none.
 *
 * @param min smallest
 * @param max largest
 */
public record Extent(double min, double max) {
  /** Of no value. */
  public static final Extent NONE = new Extent(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

  /** Of the finite values among some. */
  public static Extent of(double... values) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      if (Double.isFinite(value)) {
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
    return new Extent(min, max);
  }

  /** Whether it holds no value. */
  public boolean isEmpty() {
    return min > max;
  }

  /** Of the values of both. */
  public Extent and(Extent other) {
    return new Extent(Math.min(min, other.min), Math.max(max, other.max));
  }

  /** Length. */
  public double length() {
    return isEmpty() ? 0 : max - min;
  }
}
