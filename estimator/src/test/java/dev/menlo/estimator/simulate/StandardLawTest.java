package dev.menlo.estimator.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StandardLawTest {
  private static final int N = 200_000;

  /** Law, skewness and kurtosis by the textbook formulas. */
  static Stream<Arguments> laws() {
    // Mixture: moments of p at d (1 - p) and 1 - p at -d p, plus a normal, over the variance.
    double p = 0.2;
    double d = 3;
    double v = d * d * p * (1 - p);
    double third = d * d * d * p * (1 - p) * (1 - 2 * p);
    double fourth = d * d * d * d * p * (1 - p) * (1 - 3 * p * (1 - p));
    return Stream.of(
        Arguments.of(StandardLaw.normal(), 0, 3),
        Arguments.of(StandardLaw.uniform(), 0, 1.8),
        Arguments.of(StandardLaw.studentT(12), 0, 3 + 6.0 / 8),
        Arguments.of(StandardLaw.gamma(4), 1, 3 + 6.0 / 4),
        Arguments.of(StandardLaw.gamma(0.5), 2 / Math.sqrt(0.5), 3 + 12),
        Arguments.of(
            StandardLaw.mixture(p, d),
            third / Math.pow(1 + v, 1.5),
            (fourth + 6 * v + 3) / ((1 + v) * (1 + v))));
  }

  @ParameterizedTest
  @MethodSource("laws")
  void hasMean0Variance1AndTheShapeOfItsName(StandardLaw law, double skewness, double kurtosis) {
    RandomStream stream = new ReplicateKey(5, 6, 7).stream(0);
    double[] moment = new double[5];
    double[] square = new double[5];
    for (int i = 0; i < N; i++) {
      double x = law.next(stream);
      for (int k = 1; k <= 4; k++) {
        moment[k] += Math.pow(x, k) / N;
        square[k] += Math.pow(x, 2 * k) / N;
      }
    }
    double[] expected = {1, 0, 1, skewness, kurtosis};
    for (int k = 1; k <= 4; k++) {
      double error = Math.sqrt((square[k] - moment[k] * moment[k]) / N);
      assertThat(moment[k]).as("moment " + k).isCloseTo(expected[k], within(4 * error));
    }
  }

  @Test
  void refusesLawsWithoutAVariance() {
    assertThatThrownBy(() -> StandardLaw.studentT(2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more than 2 degrees of freedom, not 2.0");
    assertThatThrownBy(() -> StandardLaw.gamma(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StandardLaw.mixture(1, 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Disturbance(StandardLaw.normal(), StandardLaw.normal(), 1.5, 2))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
