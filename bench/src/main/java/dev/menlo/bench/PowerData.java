package dev.menlo.bench;

import dev.menlo.estimator.data.Dataset;
import java.util.Random;

/** Logistic growth as in {@link LogisticData}, 10 rows a group, with errors 0.8 sqrt(mu) e. */
final class PowerData {
  private static final int ROWS_PER_GROUP = 10;

  private PowerData() {}

  /** Simulates a data set; the same seed gives the same data. */
  static Dataset simulate(int groups, long seed) {
    Random random = new Random(seed);
    int rows = groups * ROWS_PER_GROUP;
    double[] group = new double[rows];
    double[] time = new double[rows];
    double[] response = new double[rows];
    for (int i = 0, row = 0; i < groups; i++) {
      double b1 = 190 + 31 * LogisticData.normal(random);
      double b2 = 720 + 40 * LogisticData.normal(random);
      double b3 = 345 + Cases.SD3 * LogisticData.normal(random);
      for (int j = 0; j < ROWS_PER_GROUP; j++, row++) {
        double t = 100 + 1500. * j / (ROWS_PER_GROUP - 1);
        double mu = b1 / (1 + StrictMath.exp(-(t - b2) / b3));
        group[row] = i + 1;
        time[row] = t;
        response[row] = mu + 0.8 * StrictMath.sqrt(mu) * LogisticData.normal(random);
      }
    }
    return Dataset.builder()
        .source("simulated")
        .column("g", group)
        .column("t", time)
        .column("y", response)
        .build();
  }
}
