package dev.menlo.bench;

import dev.menlo.estimator.data.Dataset;
import java.util.Arrays;
import java.util.Random;

/** Logistic growth as in {@link LogisticData}, 10 rows a group, with structured errors. */
public final class StructuredData {
  private static final int ROWS_PER_GROUP = 10;

  private StructuredData() {}

  /** Errors 0.8 sqrt(mu) e; the same seed gives the same data. Variables g, t and y. */
  public static Dataset power(int groups, long seed) {
    return simulate(groups, seed, (mu, before, e) -> 0.8 * StrictMath.sqrt(mu) * e);
  }

  /** First-order autoregressive errors, correlation .6, standard deviation 8; also variable j. */
  public static Dataset autoregressive(int groups, long seed) {
    double innovation = 8 * StrictMath.sqrt(1 - 0.6 * 0.6);
    return simulate(
        groups,
        seed,
        (mu, before, e) -> Double.isNaN(before) ? 8 * e : 0.6 * before + innovation * e);
  }

  /** An error from the mean, the error of the row before (NaN at the first) and a normal draw. */
  private interface Errors {
    double next(double mu, double before, double e);
  }

  private static Dataset simulate(int groups, long seed, Errors errors) {
    Random random = new Random(seed);
    int rows = groups * ROWS_PER_GROUP;
    double[] group = new double[rows];
    double[] index = new double[rows];
    double[] time = new double[rows];
    double[] response = new double[rows];
    Arrays.setAll(index, row -> row % ROWS_PER_GROUP);
    for (int i = 0, row = 0; i < groups; i++) {
      double b1 = 190 + 31 * LogisticData.normal(random);
      double b2 = 720 + 40 * LogisticData.normal(random);
      double b3 = 345 + Cases.SD3 * LogisticData.normal(random);
      double error = Double.NaN;
      for (int j = 0; j < ROWS_PER_GROUP; j++, row++) {
        double t = 100 + 1500. * j / (ROWS_PER_GROUP - 1);
        double mu = b1 / (1 + StrictMath.exp(-(t - b2) / b3));
        error = errors.next(mu, error, LogisticData.normal(random));
        group[row] = i + 1;
        time[row] = t;
        response[row] = mu + error;
      }
    }
    return Dataset.builder()
        .source("simulated")
        .column("g", group)
        .column("j", index)
        .column("t", time)
        .column("y", response)
        .build();
  }
}
