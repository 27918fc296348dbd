package dev.menlo.report.statistics;

import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A normal quantile plot with a pointwise 95% envelope: the i-th of n ordered values of a normal
 * sample lies at {@code centre + scale Phi^-1(U)} with {@code U ~ Beta(i, n + 1 - i)}. Centre and
 * scale are those of the line through the quartiles. Where there are many values, all of the tails
 * and some of the middle are kept, since neighbours in the middle fall together.
 *
 * @param expected quantiles of the standard normal distribution, increasing
 * @param values the ordered values there
 * @param lower lower edge of the envelope
 * @param upper upper edge
 * @param centre of the line
 * @param scale slope of the line
 * @param size number of values in all
 */
public record NormalPlot(
    double[] expected,
    double[] values,
    double[] lower,
    double[] upper,
    double centre,
    double scale,
    int size) {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final int MOST = 400;

  /** The plot of some values; those that are not finite are left out. */
  public static NormalPlot of(double[] sample) {
    double[] sorted = Sorting.finite(sample);
    int n = sorted.length;
    int[] ranks = ranks(n);
    double scale = Sorting.robustDeviation(sorted);
    double centre = (Sorting.quantile(sorted, 0.25) + Sorting.quantile(sorted, 0.75)) / 2;
    double[] expected = new double[ranks.length];
    double[] lower = new double[ranks.length];
    double[] upper = new double[ranks.length];
    for (int i = 0; i < ranks.length; i++) {
      int rank = ranks[i] + 1;
      expected[i] = NORMAL.inverseCumulativeProbability(position(rank, n));
      BetaDistribution beta = BetaDistribution.of(rank, n + 1.0 - rank);
      lower[i] = centre + scale * edge(beta, 0.025);
      upper[i] = centre + scale * edge(beta, 0.975);
    }
    return new NormalPlot(expected, Sorting.at(sorted, ranks), lower, upper, centre, scale, n);
  }

  private static double edge(BetaDistribution beta, double p) {
    return NORMAL.inverseCumulativeProbability(beta.inverseCumulativeProbability(p));
  }

  /** Plotting positions: (i - 3/8) / (n + 1/4) up to 10 values, else (i - 1/2) / n. */
  private static double position(int rank, int n) {
    return n <= 10 ? (rank - 0.375) / (n + 0.25) : (rank - 0.5) / n;
  }

  /** All ranks, or of many a third in each tail and a third between. */
  private static int[] ranks(int n) {
    if (n <= 1.5 * MOST) {
      return IntStream.range(0, n).toArray();
    }
    int tail = MOST / 3;
    double step = (n - 2.0 * tail) / tail;
    return IntStream.concat(
            IntStream.concat(
                IntStream.range(0, tail),
                IntStream.range(0, tail).map(i -> (int) (tail + (i + 0.5) * step))),
            IntStream.range(n - tail, n))
        .distinct()
        .toArray();
  }

  /** How many of the values kept lie outside the envelope. */
  public int outside() {
    return (int)
        IntStream.range(0, values.length)
            .filter(i -> values[i] < lower[i] || values[i] > upper[i])
            .count();
  }

  /** The line at an expected quantile. */
  public double line(double quantile) {
    return centre + scale * quantile;
  }
}
