package dev.menlo.estimator;

import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.simulate.RandomStream;
import dev.menlo.estimator.simulate.ReplicateKey;
import dev.menlo.model.Model;
import java.util.List;
import java.util.stream.IntStream;

/** Simulated data sets of 20 groups with 10 rows on a logistic curve with two random effects. */
final class LogisticStudy {
  static final int GROUPS = 20;
  static final int ROWS = 10;

  private LogisticStudy() {}

  /** {@code y = (b1 + U1) / (1 + exp(-(x - b2 - U2) / b3))}, U1 and U2 independent. */
  static Model model() {
    return Model.parse("y = ({b1}+{U1[id]})/(1+exp(-(x-{b2}-{U2[id]})/{b3}))");
  }

  /** As {@link #model} with an unstructured covariance. */
  static Model correlated() {
    return Model.of("y = ({b1}+{U1[id]})/(1+exp(-(x-{b2}-{U2[id]})/{b3}))")
        .covariance("U1 U2, unstructured")
        .build();
  }

  /** Standard deviations 30, 60 and 8: both random effects are well determined. */
  static List<Dataset> datasets(long seed, int replicates) {
    return datasets(seed, replicates, 60, 8);
  }

  /** Replicates with a standard deviation of U2 and of the errors. */
  static List<Dataset> datasets(long seed, int replicates, double sd2, double sigma) {
    return IntStream.range(0, replicates).mapToObj(r -> dataset(seed, r, sd2, sigma)).toList();
  }

  /** One replicate: b = (200, 700, 300), sd(U1) = 30. */
  static Dataset dataset(long seed, long replicate, double sd2, double sigma) {
    RandomStream random = new ReplicateKey(seed, 0, replicate).stream(0);
    double[] id = new double[GROUPS * ROWS];
    double[] x = new double[id.length];
    double[] y = new double[id.length];
    for (int g = 0; g < GROUPS; g++) {
      double asymptote = 200 + 30 * random.nextNormal();
      double middle = 700 + sd2 * random.nextNormal();
      for (int j = 0; j < ROWS; j++) {
        int i = g * ROWS + j;
        id[i] = g + 1;
        x[i] = 100 + 160 * j;
        y[i] = asymptote / (1 + Math.exp(-(x[i] - middle) / 300)) + sigma * random.nextNormal();
      }
    }
    return Dataset.builder().column("id", id).column("x", x).column("y", y).build();
  }
}
