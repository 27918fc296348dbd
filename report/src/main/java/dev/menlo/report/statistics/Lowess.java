package dev.menlo.report.statistics;

import java.util.Arrays;

/**
 * Locally weighted regression (Cleveland 1979, J. Am. Stat. Assoc. 74:829): at each x a line is
 * fitted to the nearest points by tricube weights, then again with bisquare weights that discount
 * points far from the curve. Where points are closer than 1% of the range, the curve between is
 * interpolated, so the work for many points is that for a hundred.
 */
public final class Lowess {
  private static final int ROBUST_STEPS = 3;

  private final double[] x;
  private final double[] y;
  private final int near;
  private final double range;
  private final double[] robust;
  private final double[] fitted;

  private Lowess(double[] x, double[] y, double span) {
    this.x = x;
    this.y = y;
    int n = x.length;
    this.near = Math.max(Math.min((int) (span * n + 1e-7), n), 2);
    this.range = x[n - 1] - x[0];
    this.robust = new double[n];
    this.fitted = new double[n];
    Arrays.fill(robust, 1);
  }

  /**
   * The curve at each point.
   *
   * @param x increasing; not modified
   * @param y as many; not modified
   * @param span share of the points that each local line uses; 2/3 is usual
   * @return fitted values, as many; a copy of y where there are fewer than two points
   */
  public static double[] fit(double[] x, double[] y, double span) {
    if (x.length < 2) {
      return y.clone();
    }
    return new Lowess(x, y, span).fit();
  }

  private double[] fit() {
    for (int step = 0; step <= ROBUST_STEPS; step++) {
      curve();
      if (step < ROBUST_STEPS && !reweighted()) {
        break;
      }
    }
    return fitted;
  }

  /** Fits at points at least 1% of the range apart, and interpolates between them. */
  private void curve() {
    double apart = 0.01 * range;
    int left = 0;
    int last = -1;
    for (int at = 0; at < x.length; at = next(at, apart)) {
      while (left + near < x.length && x[at] - x[left] > x[left + near] - x[at]) {
        left++;
      }
      fitted[at] = local(at, left);
      interpolate(last, at);
      last = at;
    }
  }

  private void interpolate(int from, int to) {
    for (int j = from + 1; from >= 0 && j < to; j++) {
      double share = (x[j] - x[from]) / (x[to] - x[from]);
      fitted[j] = share * fitted[to] + (1 - share) * fitted[from];
    }
  }

  /**
   * The next point to fit: the last one within reach, or the next one beyond it. Points equal to
   * the last one share its value. The number of points where there is none.
   */
  private int next(int last, double apart) {
    int n = x.length;
    double reach = x[last] + apart;
    int at = last + 1;
    int tied = last;
    while (at < n && x[at] <= reach) {
      if (x[at] == x[tied]) {
        fitted[at] = fitted[tied];
        tied = at;
      }
      at++;
    }
    return tied == n - 1 ? n : Math.max(tied + 1, at - 1);
  }

  /** The local line at a point, from the points left .. left + near - 1 and ties beyond. */
  private double local(int at, int left) {
    int n = x.length;
    int right = left + near - 1;
    double h = Math.max(x[at] - x[left], x[right] - x[at]);
    double[] w = new double[n - left];
    double sum = 0;
    int end = left;
    for (int j = left; j < n; j++) {
      double r = Math.abs(x[j] - x[at]);
      if (r <= 0.999 * h) {
        w[j - left] = robust[j] * (r <= 0.001 * h ? 1 : cube(1 - cube(r / h)));
        sum += w[j - left];
      } else if (x[j] > x[at]) {
        break;
      }
      end = j + 1;
    }
    if (sum <= 0) {
      return y[at];
    }
    return line(w, sum, at, left, end, h);
  }

  private double line(double[] w, double sum, int at, int left, int end, double h) {
    double centre = 0;
    for (int j = left; j < end; j++) {
      w[j - left] /= sum;
      centre += w[j - left] * x[j];
    }
    double spread = 0;
    for (int j = left; j < end; j++) {
      spread += w[j - left] * (x[j] - centre) * (x[j] - centre);
    }
    boolean sloped = h > 0 && Math.sqrt(spread) > 0.001 * range;
    double slope = sloped ? (x[at] - centre) / spread : 0;
    double value = 0;
    for (int j = left; j < end; j++) {
      value += w[j - left] * (1 + slope * (x[j] - centre)) * y[j];
    }
    return value;
  }

  /**
   * Sets bisquare weights of the residuals; false if the curve is as good as through the points.
   */
  private boolean reweighted() {
    int n = x.length;
    double[] size = new double[n];
    double mean = 0;
    for (int i = 0; i < n; i++) {
      size[i] = Math.abs(y[i] - fitted[i]);
      mean += size[i] / n;
    }
    double[] sorted = size.clone();
    Arrays.sort(sorted);
    double six = 3 * (sorted[n / 2] + sorted[n - 1 - n / 2]);
    if (six < 1e-7 * mean) {
      return false;
    }
    for (int i = 0; i < n; i++) {
      double u = size[i] / six;
      robust[i] = u <= 0.001 ? 1 : u <= 0.999 ? (1 - u * u) * (1 - u * u) : 0;
    }
    return true;
  }

  private static double cube(double v) {
    return v * v * v;
  }
}
