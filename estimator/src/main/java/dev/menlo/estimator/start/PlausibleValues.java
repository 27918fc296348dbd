package dev.menlo.estimator.start;

import dev.menlo.engine.Design;
import dev.menlo.engine.program.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * Values that each fixed effect of a nonlinear mean may plausibly have, in the order of their
 * plausibility. What the mean says of its {@link Units} comes first: multiples of the typical size
 * of that unit in the data, or logarithms of such multiples. Then, for all alike, locations and
 * spreads of the covariates and the response (asymptotes, inflection points, scales), their
 * inverses (rates), and round numbers around 0 and 1 (logs, exponents, shapes).
 */
final class PlausibleValues {
  private static final double[] ROUND = {
    0.5, 1, -1, 0.1, 2, -0.5, -2, 0, 0.25, -3, 3, 0.05, 5, -5, 0.01, -0.1, 10, -0.25, 1.5, -1.5,
    0.75
  };
  private static final double[] MULTIPLES = {
    0.5, 1, 0.25, 2, 0.1, 0.75, 4, 0.35, 8, 0.04, 1.4, 15, 0.01, 40, -0.5, -1, -0.1, -2, -0.25
  };
  private static final double[] LOG_MULTIPLES = {
    0, -1, 1, -2, 2, 0.5, -0.5, 3, -3, 1.5, -1.5, 4, -4, 5, -5, 6.5, -6.5
  };
  private static final int[] PRIMES = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37};
  private static final int MOST_COVARIATES = 6;

  private final double[] shared;
  private final double[][] own;

  /** The values for a mean without random effects on one design and response. */
  PlausibleValues(Program mean, int fixedEffects, Design design, double[] response) {
    this.shared = of(design, response);
    this.own = new double[fixedEffects][];
    Units units = new Units(mean, fixedEffects, design.covariates());
    double[] logSize = sizes(design, response);
    for (int k = 0; k < fixedEffects; k++) {
      own[k] = values(k, units, logSize);
    }
  }

  /** The values that all effects share, for a search in one dimension. */
  double[] shared(int fixedEffect) {
    double[] all = Arrays.copyOf(own[fixedEffect], own[fixedEffect].length + shared.length);
    System.arraycopy(shared, 0, all, own[fixedEffect].length, shared.length);
    return all;
  }

  /**
   * A point of a low-discrepancy sequence over the values: by turns those of the effects' own units
   * and those shared by all.
   *
   * @param i number of the point, from 0
   * @param searched which effects get a value; the others are 0
   */
  double[] point(int i, int[] searched, int fixedEffects) {
    double[] beta = new double[fixedEffects];
    for (int d = 0; d < searched.length; d++) {
      double[] values = i % 2 == 0 ? own[searched[d]] : shared;
      double share = halton(i / 2 + 1, PRIMES[d % PRIMES.length]);
      beta[searched[d]] = values[(int) (share * values.length)];
    }
    return beta;
  }

  /** Radical inverse of i: the van der Corput sequence in a base. */
  static double halton(int i, int base) {
    double fraction = 1;
    double sum = 0;
    for (int k = i; k > 0; k /= base) {
      fraction /= base;
      sum += fraction * (k % base);
    }
    return sum;
  }

  private double[] values(int k, Units units, double[] logSize) {
    double e = 0;
    double l = 0;
    boolean plain = true;
    boolean log = false;
    for (int base = 0; base < logSize.length; base++) {
      e += units.power(k, base) * logSize[base];
      l += units.logPower(k, base) * logSize[base];
      plain &= units.power(k, base) == 0;
      log |= units.logPower(k, base) != 0;
    }
    if (log) {
      double center = l;
      return Arrays.stream(LOG_MULTIPLES).map(m -> center + m).toArray();
    }
    if (plain) {
      return ROUND;
    }
    double size = Math.exp(e);
    double[] own = Arrays.stream(MULTIPLES).map(m -> m * size).filter(Double::isFinite).toArray();
    return own.length == 0 ? ROUND : own;
  }

  /** Logs of the largest absolute response and of the range of each covariate. */
  private static double[] sizes(Design design, double[] response) {
    double[] out = new double[design.covariates() + 1];
    out[0] = Math.log(largest(response));
    for (int c = 0; c < design.covariates(); c++) {
      out[c + 1] = Math.log(largest(design.covariate(c)));
    }
    return out;
  }

  private static double largest(double[] column) {
    double largest = Arrays.stream(column).filter(Double::isFinite).map(Math::abs).max().orElse(1);
    return largest > 0 ? largest : 1;
  }

  /** The values shared by all effects; finite and distinct. */
  private static double[] of(Design design, double[] response) {
    TreeSet<Double> known = new TreeSet<>();
    List<Double> out = new ArrayList<>();
    add(ROUND, out, known);
    add(summary(response), out, known);
    for (int c = 0; c < Math.min(MOST_COVARIATES, design.covariates()); c++) {
      add(summary(design.covariate(c)), out, known);
    }
    return out.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void add(double[] values, List<Double> out, TreeSet<Double> known) {
    for (double value : values) {
      if (Double.isFinite(value) && known.add(value)) {
        out.add(value);
      }
    }
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
