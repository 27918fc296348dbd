package dev.menlo.bench.regression;

/**
 * A yardstick that must never change: the row pass of the logistic curve with three random effects,
 * written for this model alone in plain scalar Java, as it was on 2026-11-26.
 *
 * <p>For every group it sums the cross-products of {@code [X w]}, X = dmu/dB (3 columns), w = y -
 * mu + X b: the lower triangle of X'X, X'w and w'w, ten numbers. This is what {@code linearise}
 * does with constant variance, less the second derivatives.
 */
final class FrozenKernel {
  private static final int SUMS = 10;

  private final double[] time;
  private final double[] response;
  private final int rowsPerGroup;
  private final double[] sums;

  /** Data of groups of equal size, row by row. */
  FrozenKernel(double[] time, double[] response, int rowsPerGroup) {
    this.time = time;
    this.response = response;
    this.rowsPerGroup = rowsPerGroup;
    this.sums = new double[SUMS * (time.length / rowsPerGroup)];
  }

  /**
   * Passes over the rows at random effects of 0.
   *
   * @return the residual sum of squares
   */
  double run(double b1, double b2, double b3) {
    double rss = 0;
    for (int g = 0; g < sums.length / SUMS; g++) {
      rss += group(g, b1, b2, b3);
    }
    return rss;
  }

  private double group(int g, double b1, double b2, double b3) {
    double c00 = 0, c10 = 0, c20 = 0, c11 = 0, c21 = 0, c22 = 0, h0 = 0, h1 = 0, h2 = 0, ww = 0;
    for (int row = g * rowsPerGroup; row < (g + 1) * rowsPerGroup; row++) {
      double z = (time[row] - b2) / b3;
      double e = Math.exp(-z);
      double d = 1 / (1 + e);
      double slope = -b1 / b3 * d * d * e;
      double x2 = slope * z;
      double w = response[row] - b1 * d;
      c00 += d * d;
      c10 += slope * d;
      c20 += x2 * d;
      c11 += slope * slope;
      c21 += x2 * slope;
      c22 += x2 * x2;
      h0 += d * w;
      h1 += slope * w;
      h2 += x2 * w;
      ww += w * w;
    }
    int at = SUMS * g;
    sums[at] = c00;
    sums[at + 1] = c10;
    sums[at + 2] = c20;
    sums[at + 3] = c11;
    sums[at + 4] = c21;
    sums[at + 5] = c22;
    sums[at + 6] = h0;
    sums[at + 7] = h1;
    sums[at + 8] = h2;
    sums[at + 9] = ww;
    return ww;
  }

  /** The sums of the last pass: ten a group. */
  double[] sums() {
    return sums;
  }
}
