package dev.menlo.bench;

import dev.menlo.estimator.Fit;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.Model;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a power variance function costs: processor time of a fit with {@code power _yhat} against
 * the same model with constant variance, whole fits through the public API, one thread, side by
 * side. Each model fits data simulated from it with the same seed. Prints the median of several
 * pairs for each and the median of the ratios within a pair.
 */
public final class VarianceRatio {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int WARM_UP_GROUPS = 1000;
  private static final int WARM_UPS = 200;

  private VarianceRatio() {}

  /** {@code VarianceRatio [GROUPS [PAIRS]]}: groups of 10 rows, 50000; pairs, 7. */
  public static void main(String[] args) {
    int groups = args.length > 0 ? Integer.parseInt(args[0]) : 50_000;
    int pairs = args.length > 1 ? Integer.parseInt(args[1]) : 7;
    compare("2 independent", Cases.TWO_EFFECTS, Cases.TWO_EFFECTS_POWER, groups, pairs);
    compare("3 unstructured", Cases.THREE_EFFECTS, Cases.THREE_EFFECTS_POWER, groups, pairs);
  }

  private static void compare(String name, Model constant, Model power, int groups, int pairs) {
    Dataset even = Cases.logistic(WARM_UP_GROUPS, 2);
    Dataset uneven = PowerData.simulate(WARM_UP_GROUPS, 2);
    for (int i = 0; i < WARM_UPS; i++) {
      Menlo.fit(constant, even, Cases.LOGISTIC_OPTIONS);
      Menlo.fit(power, uneven, Cases.LOGISTIC_OPTIONS);
    }
    even = Cases.logistic(groups, 1);
    uneven = PowerData.simulate(groups, 1);
    double[] base = new double[pairs];
    double[] other = new double[pairs];
    double[] ratio = new double[pairs];
    Fit first = null;
    Fit second = null;
    for (int i = 0; i < pairs; i++) {
      long start = THREADS.getCurrentThreadCpuTime();
      first = Menlo.fit(constant, even, Cases.LOGISTIC_OPTIONS);
      long middle = THREADS.getCurrentThreadCpuTime();
      second = Menlo.fit(power, uneven, Cases.LOGISTIC_OPTIONS);
      base[i] = (middle - start) * 1e-9;
      other[i] = (THREADS.getCurrentThreadCpuTime() - middle) * 1e-9;
      ratio[i] = other[i] / base[i];
    }
    System.out.printf(
        Locale.ROOT,
        "%-15s %6d groups: constant %.3f s (%d rounds, %d passes), power %.3f s (%d rounds, %d passes), ratio %.2f%n",
        name,
        groups,
        median(base),
        first.certificate().rounds(),
        first.certificate().rowPasses(),
        median(other),
        second.certificate().rounds(),
        second.certificate().rowPasses(),
        median(ratio));
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
