package dev.menlo.estimator.start;

import dev.menlo.engine.Design;
import java.util.Arrays;
import java.util.TreeSet;

/**
 * Values that a parameter of a nonlinear mean may plausibly have, in the order of their
 * plausibility: locations and spreads of the covariates and the response (asymptotes, inflection
 * points, scales), their inverses (rates), and round numbers around 0 and 1 (logs, exponents,
 * shapes).
 */
final class PlausibleValues {
  private static final double[] ROUND = {
    0.5, 1, -1, 0.1, 2, -0.5, -2, 0, 0.25, -3, 3, 0.05, 5, -5, 0.01, -0.1, 10, -0.25, 1.5, -1.5,
    0.75
  };
  private static final int MOST_COVARIATES = 6;

  private PlausibleValues() {}

  /** The values for one design and response; finite and distinct. */
  static double[] of(Design design, double[] response) {
    TreeSet<Double> known = new TreeSet<>();
    double[] out = new double[ROUND.length + 12 * (MOST_COVARIATES + 1)];
    int n = 0;
    for (double value : ROUND) {
      out[n++] = value;
      known.add(value);
    }
    n = add(summary(response), out, n, known);
    for (int c = 0; c < Math.min(MOST_COVARIATES, design.covariates()); c++) {
      n = add(summary(design.covariate(c)), out, n, known);
    }
    return Arrays.copyOf(out, n);
  }

  private static int add(double[] values, double[] out, int n, TreeSet<Double> known) {
    for (double value : values) {
      if (Double.isFinite(value) && known.add(value)) {
        out[n++] = value;
      }
    }
    return n;
  }

  /** Quantiles, spreads and rates of a column. */
  private static double[] summary(double[] column) {
    double[] sorted = Arrays.stream(column).filter(Double::isFinite).sorted().toArray();
    if (sorted.length == 0) {
      return sorted;
    }
    double low = sorted[0];
    double high = sorted[sorted.length - 1];
    double middle = sorted[sorted.length / 2];
    double range = high - low;
    return new double[] {
      middle,
      high,
      low,
      sorted[sorted.length / 4],
      sorted[3 * sorted.length / 4],
      range / 4,
      range / 10,
      range,
      1 / range,
      5 / range,
      20 / range,
      1.2 * high
    };
  }
}
