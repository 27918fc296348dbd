package dev.menlo.gpucheck;

import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.Model;
import java.util.Map;
import java.util.SplittableRandom;

/** Simulated logistic growth with two random effects, 10 rows a group. */
final class GrowthData {
  static final int ROWS = 10;

  /** M = 3 fixed effects + 2 random effects + 1. */
  static final int COLUMNS = 6;

  static final Model MODEL =
      Model.of("y = {phi1:}/(1+exp(-(t-{phi2:})/{phi3:}))")
          .define("phi1", "{b1}+{U1[g]}")
          .define("phi2", "{b2}+{U2[g]}")
          .define("phi3", "{b3}")
          .build();

  private GrowthData() {}

  /** A data set of so many groups; the same seed gives the same numbers. */
  static Dataset of(int groups, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] group = new double[groups * ROWS];
    double[] time = new double[group.length];
    double[] response = new double[group.length];
    for (int row = 0, g = 0; g < groups; g++) {
      double b1 = 190 + 31 * normal(random);
      double b2 = 720 + 40 * normal(random);
      for (int j = 0; j < ROWS; j++, row++) {
        group[row] = g + 1.0;
        time[row] = 100 + 1500.0 * j / (ROWS - 1);
        response[row] = b1 / (1 + Math.exp(-(time[row] - b2) / 345)) + 8 * normal(random);
      }
    }
    return Dataset.builder().column("g", group).column("t", time).column("y", response).build();
  }

  /** Twelve uniform numbers less six: close enough to normal for data. */
  private static double normal(SplittableRandom random) {
    double sum = -6;
    for (int k = 0; k < 12; k++) {
      sum += random.nextDouble();
    }
    return sum;
  }

  static FitOptions options(String backend, int threads) {
    return FitOptions.defaults()
        .withBackend(backend)
        .withThreads(threads)
        .withInitial(Map.of("b1", 175.0, "b2", 700.0, "b3", 300.0));
  }
}
