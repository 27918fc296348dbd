package dev.menlo.bench;

import dev.menlo.estimator.Certificate;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.Model;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a power variance function costs: processor time of a fit with {@code power _yhat} against
 * the same model with constant variance, whole fits through the public API, one thread, side by
 * side. Each model fits data simulated from it with the same seed. Prints the medians of several
 * pairs and the median of the ratios within a pair.
 */
public final class VarianceRatio {
  private static final int WARM_UP_GROUPS = 1000;

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
    WarmUp.settle(() -> fit(constant, even));
    WarmUp.settle(() -> fit(power, uneven));
    compare(name, constant, power, Cases.logistic(groups, 1), PowerData.simulate(groups, 1), pairs);
  }

  private static void compare(
      String name, Model constant, Model power, Dataset even, Dataset uneven, int pairs) {
    double[] base = new double[pairs];
    double[] other = new double[pairs];
    double[] ratio = new double[pairs];
    for (int i = 0; i < pairs; i++) {
      base[i] = WarmUp.seconds(() -> fit(constant, even));
      other[i] = WarmUp.seconds(() -> fit(power, uneven));
      ratio[i] = other[i] / base[i];
    }
    System.out.printf(
        Locale.ROOT,
        "%-15s %d rows: constant %.3f s (%s), power %.3f s (%s), ratio %.2f%n",
        name,
        even.rows(),
        median(base),
        passes(fit(constant, even)),
        median(other),
        passes(fit(power, uneven)),
        median(ratio));
  }

  private static Certificate fit(Model model, Dataset data) {
    return Menlo.fit(model, data, Cases.LOGISTIC_OPTIONS).certificate();
  }

  private static String passes(Certificate certificate) {
    return certificate.rounds() + " rounds, " + certificate.rowPasses() + " linearisations";
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
