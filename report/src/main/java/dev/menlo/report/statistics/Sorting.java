package dev.menlo.report.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Orders of values. */
public final class Sorting {
  private Sorting() {}

  /** The positions of values from the smallest to the largest; equal ones in their order. */
  public static int[] order(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> values[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** The values at some positions. */
  public static double[] at(double[] values, int[] positions) {
    return Arrays.stream(positions).mapToDouble(i -> values[i]).toArray();
  }

  /** The sorted values that are finite. */
  public static double[] finite(double[] values) {
    return Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
  }

  /**
   * A quantile of sorted values, by linear interpolation between order statistics (type 7 of
   * Hyndman and Fan 1996, Am. Stat. 50:361).
   *
   * @param p probability
   */
  public static double quantile(double[] sorted, double p) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double at = (sorted.length - 1) * p;
    int below = (int) Math.floor(at);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  /** Interquartile range of sorted values as a standard deviation: divided by 1.349. */
  public static double robustDeviation(double[] sorted) {
    return (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 1.3489795003921634;
  }
}
