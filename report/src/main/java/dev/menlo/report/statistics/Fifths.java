package dev.menlo.report.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One variable summarised in fifths of another: five slices with equal numbers of points. */
public final class Fifths {
  private Fifths() {}

  /**
   * A slice.
   *
   * @param from smallest x
   * @param to largest x
   * @param count number of points
   * @param median of y
   * @param deviation robust standard deviation of y: interquartile range / 1.349
   */
  public record Slice(double from, double to, int count, double median, double deviation) {}

  /** The slices, by increasing x; fewer than five where there are fewer than ten points. */
  public static List<Slice> of(double[] x, double[] y) {
    int[] order = Sorting.order(x);
    int n = order.length;
    int parts = Math.min(5, Math.max(1, n / 2));
    List<Slice> slices = new ArrayList<>();
    for (int k = 0; k < parts && n > 0; k++) {
      int[] part = Arrays.copyOfRange(order, k * n / parts, (k + 1) * n / parts);
      double[] values = Sorting.finite(Sorting.at(y, part));
      slices.add(
          new Slice(
              x[part[0]],
              x[part[part.length - 1]],
              part.length,
              Sorting.quantile(values, 0.5),
              Sorting.robustDeviation(values)));
    }
    return slices;
  }

  /** Deviation in the last slice over that in the first. */
  public static double ratio(List<Slice> slices) {
    return slices.get(slices.size() - 1).deviation() / slices.get(0).deviation();
  }
}
