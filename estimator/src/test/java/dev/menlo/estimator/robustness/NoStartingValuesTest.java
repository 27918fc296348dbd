package dev.menlo.estimator.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.estimator.BoundExample;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.Menlo;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Fits of built-in functions at random parameters, in random units, with no starting values: at
 * least 98 % must end at the optimum that is reached from the truth.
 */
class NoStartingValuesTest {
  private static final long SEED = 1;
  private static final double RATE = 0.98;
  private static final int FEW = 1;
  private static final int MANY = 45;

  @Test
  void oneOfEveryCurve(TestReporter reporter) {
    assertThat(rate(FEW, reporter)).isGreaterThanOrEqualTo(RATE);
  }

  @Tag("slow")
  @Test
  void manyOfEveryCurve(TestReporter reporter) {
    assertThat(rate(MANY, reporter)).isGreaterThanOrEqualTo(RATE);
  }

  private static double rate(int replicates, TestReporter reporter) {
    int reached = 0;
    for (GrowthCurve curve : GrowthCurve.values()) {
      int here = 0;
      for (int r = 0; r < replicates; r++) {
        here += reaches(curve.problem(SEED, r)) ? 1 : 0;
      }
      reporter.publishEntry(curve.name(), here + " of " + replicates);
      reached += here;
    }
    return reached / (double) (replicates * GrowthCurve.values().length);
  }

  private static boolean reaches(GrowthCurve.Problem problem) {
    Map<String, Double> truth = new LinkedHashMap<>(problem.truth());
    truth
        .keySet()
        .retainAll(
            BoundExample.of(problem.model(), problem.data()).model().fixedEffects().stream()
                .map(e -> e.name())
                .toList());
    Fit fromTruth = Rates.from(problem.model(), problem.data(), truth);
    Fit fit = Menlo.fit(problem.model(), problem.data(), Rates.OPTIONS);
    return Rates.reaches(problem.model(), problem.data(), fit, fromTruth);
  }
}
