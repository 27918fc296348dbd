package dev.menlo.report.statistics;

/**
 * Autocorrelations of residuals within groups, by position in the group:
 *
 * <pre>r_h = [ sum e_i e_{i+h} / n_h ] / [ sum e_i^2 / n ],  bounds  +-1.96 / sqrt(n_h),</pre>
 *
 * over the n_h pairs of a lag; residuals have mean 0 by construction and are not centred. Pinheiro
 * and Bates 2000, section 5.3.3.
 *
 * @param lags 1, 2, ...
 * @param values r_h
 * @param pairs n_h
 */
public record Autocorrelation(double[] lags, double[] values, long[] pairs) {
  private static final int MOST_LAGS = 15;
  private static final int FEWEST_PAIRS = 8;

  /**
   * Of residuals.
   *
   * @param residuals in group order
   * @param starts first position of each group, closed by the number of residuals
   */
  public static Autocorrelation of(double[] residuals, int[] starts) {
    double[] sums = new double[MOST_LAGS + 1];
    long[] pairs = new long[MOST_LAGS + 1];
    for (int g = 0; g + 1 < starts.length; g++) {
      for (int i = starts[g]; i < starts[g + 1]; i++) {
        for (int h = 0; h <= MOST_LAGS && i + h < starts[g + 1]; h++) {
          sums[h] += residuals[i] * residuals[i + h];
          pairs[h]++;
        }
      }
    }
    int lags = 0;
    while (lags < MOST_LAGS && pairs[lags + 1] >= FEWEST_PAIRS) {
      lags++;
    }
    return scaled(lags, sums, pairs);
  }

  private static Autocorrelation scaled(int lags, double[] sums, long[] pairs) {
    double[] at = new double[lags];
    double[] values = new double[lags];
    long[] counts = new long[lags];
    for (int h = 1; h <= lags; h++) {
      at[h - 1] = h;
      values[h - 1] = sums[h] / pairs[h] / (sums[0] / pairs[0]);
      counts[h - 1] = pairs[h];
    }
    return new Autocorrelation(at, values, counts);
  }

  /** The bound at a lag, 95% under no correlation. */
  public double bound(int index) {
    return 1.959963984540054 / Math.sqrt(pairs[index]);
  }

  /** How many lags lie beyond their bounds. */
  public int beyond() {
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      count += Math.abs(values[i]) > bound(i) ? 1 : 0;
    }
    return count;
  }
}
