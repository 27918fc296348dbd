package dev.menlo.model.residual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.engine.ResidualSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The ovary data (Pierson &amp; Ginther 1987) with a random intercept a mare: {@code follicles = a
 * + U + b sin(2 pi w time) + c cos(2 pi w time)}. U enters additively, so at the fixed points,
 * which were computed by programs that share no code with this one, the linearised log likelihood
 * is that of {@code y ~ N(mu, psi J + sigma^2 C)}, mare by mare.
 */
class OvaryLikelihoodTest {
  private static final Path DATA = Path.of("..", "examples", "data", "ovary.csv");

  @Test
  void independentErrors() throws IOException {
    double[] beta = {12.159533, -3.165947, .9285707, -1.633183};
    assertThat(logLikelihood("identity", beta, 8.378449, 11.246939))
        .isCloseTo(-826.6843698, within(1e-6));
  }

  @Test
  void autoregressiveErrors() throws IOException {
    double[] beta = {12.181246, -2.874413, .9191140, -1.675314};
    assertThat(logLikelihood("ar 1, t(obs)", beta, 7.207072, 12.633770, atanh(.5823733)))
        .isCloseTo(-775.6243332, within(1e-6));
  }

  @Test
  void autoregressiveMovingAverageErrors() throws IOException {
    double[] beta = {12.155406, -2.872087, .9312631, -1.567048};
    double[] delta = {atanh(.7704205), atanh(-.2598503)};
    assertThat(logLikelihood("arma 1 1, t(obs)", beta, 6.163890, 13.666602, delta))
        .isCloseTo(-773.0675896, within(1e-6));
  }

  private static double logLikelihood(
      String rescorrelation, double[] beta, double psi, double sigma2, double... delta)
      throws IOException {
    double sum = 0;
    for (List<double[]> mare : mares()) {
      TableColumns columns =
          new TableColumns().with("obs", mare.stream().mapToDouble(row -> row[1]).toArray());
      ResidualSpec spec =
          ResidualStructure.parse(null, rescorrelation, null, null).lower(columns).spec();
      double[][] v = Evaluation.of(columns, mare.size(), delta).correlation(spec.correlation());
      for (double[] row : v) {
        for (int k = 0; k < row.length; k++) {
          row[k] = psi + sigma2 * row[k];
        }
      }
      sum += normal(v, mare.stream().mapToDouble(row -> row[3] - mean(beta, row[2])).toArray());
    }
    return sum;
  }

  private static double mean(double[] beta, double time) {
    double angle = 2 * Math.PI * beta[2] * time;
    return beta[0] + beta[1] * Math.sin(angle) + beta[3] * Math.cos(angle);
  }

  /** log N(e; 0, V) by elimination of V beside e: log|V| from the pivots, e'V^-1 e from e. */
  private static double normal(double[][] v, double[] e) {
    double deviance = e.length * Math.log(2 * Math.PI);
    for (int k = 0; k < e.length; k++) {
      deviance += Math.log(v[k][k]) + e[k] * e[k] / v[k][k];
      for (int i = k + 1; i < e.length; i++) {
        double factor = v[i][k] / v[k][k];
        e[i] -= factor * e[k];
        for (int j = k; j < e.length; j++) {
          v[i][j] -= factor * v[k][j];
        }
      }
    }
    return -deviance / 2;
  }

  /** Rows mare, obs, time, follicles, by mare. */
  private static Collection<List<double[]>> mares() throws IOException {
    return Files.readAllLines(DATA).stream()
        .skip(1)
        .map(OvaryLikelihoodTest::numbers)
        .collect(Collectors.groupingBy(row -> row[0]))
        .values();
  }

  private static double[] numbers(String line) {
    return Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray();
  }

  private static double atanh(double x) {
    return Math.log((1 + x) / (1 - x)) / 2;
  }
}
