package dev.menlo.bench;

import dev.menlo.estimator.data.Dataset;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/**
 * Simulated logistic growth, the same numbers on every machine:
 *
 * <pre>
 * y_ij = B1_i / (1 + exp(-(t_j - B2_i) / B3_i)) + e_ij
 * B1 ~ N(190, 31^2),  B2 ~ N(720, 40^2),  B3 ~ N(345, sd3^2),  e ~ N(0, 8^2),  independent
 * </pre>
 *
 * with times t_j equally spaced from 100 to 1600.
 *
 * @param group group of each row, 1..groups; rows of a group are adjacent
 * @param time t, length groups x rowsPerGroup
 * @param response y, of the same length
 */
public record LogisticData(int[] group, double[] time, double[] response) {
  private static final double FIRST_TIME = 100;
  private static final double LAST_TIME = 1600;

  /**
   * Simulates a data set.
   *
   * @param groups number of groups
   * @param rowsPerGroup rows in each, at least 2
   * @param sd3 standard deviation of B3; 0 gives the model with two random effects
   * @param seed the same seed gives the same data
   */
  public static LogisticData simulate(int groups, int rowsPerGroup, double sd3, long seed) {
    Random random = new Random(seed);
    int rows = groups * rowsPerGroup;
    int[] group = new int[rows];
    double[] time = new double[rows];
    double[] response = new double[rows];
    for (int i = 0, row = 0; i < groups; i++) {
      double b1 = 190 + 31 * normal(random);
      double b2 = 720 + 40 * normal(random);
      double b3 = 345 + sd3 * normal(random);
      for (int j = 0; j < rowsPerGroup; j++, row++) {
        double t = FIRST_TIME + (LAST_TIME - FIRST_TIME) * j / (rowsPerGroup - 1);
        group[row] = i + 1;
        time[row] = t;
        response[row] = b1 / (1 + StrictMath.exp(-(t - b2) / b3)) + 8 * normal(random);
      }
    }
    return new LogisticData(group, time, response);
  }

  /** Box-Muller by StrictMath: the same bits on every machine and Java version. */
  static double normal(Random random) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }

  /** The same as a data set with variables g, t and y. */
  public Dataset dataset() {
    double[] groups = Arrays.stream(group).asDoubleStream().toArray();
    return Dataset.builder()
        .source("simulated")
        .column("g", groups)
        .column("t", time)
        .column("y", response)
        .build();
  }

  /** Writes {@code g,t,y} with a header, for the peers. */
  public void writeCsv(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("g,t,y\n");
      for (int row = 0; row < group.length; row++) {
        out.write(group[row] + "," + time[row] + "," + response[row] + "\n");
      }
    }
  }

  /**
   * Writes one data set: {@code LogisticData FILE GROUPS ROWS_PER_GROUP SD3 SEED}.
   *
   * @throws IOException if the file cannot be written
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 5) {
      throw new IllegalArgumentException("usage: LogisticData FILE GROUPS ROWS_PER_GROUP SD3 SEED");
    }
    simulate(
            Integer.parseInt(args[1]),
            Integer.parseInt(args[2]),
            Double.parseDouble(args[3]),
            Long.parseLong(args[4]))
        .writeCsv(Path.of(args[0]));
  }
}
