package dev.menlo.model.residual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.engine.ResidualSpec;
import dev.menlo.model.LoweredResidual;
import dev.menlo.model.ResidualParameter;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Structures over occasions: entries against {@link Reference}, constraints at random delta. */
class SerialCorrelationTest {
  /** Integer occasions with gaps. */
  private static final double[] OCCASIONS = {1, 2, 4, 5, 6, 9, 14};

  private final Random random = new Random(20260);

  @ParameterizedTest
  @CsvSource({
    "ar 1,1,0",
    "ar 2,2,0",
    "ar 4,4,0",
    "ma 1,0,1",
    "ma 3,0,3",
    "arma 1 1,1,1",
    "arma 2 3,2,3"
  })
  void entriesAreTheAutocorrelationsOfTheNaturalParameters(String text, int p, int q) {
    for (int repeat = 0; repeat < 20; repeat++) {
      TableColumns columns = new TableColumns().with("t", OCCASIONS);
      LoweredResidual lowered = lower(text + ", t(t)", columns);
      double[] delta = random(p + q);
      double[] natural = natural(lowered, delta);
      double[] rho =
          Reference.arma(
              Arrays.copyOfRange(natural, 1, p + 1),
              Arrays.copyOfRange(natural, p + 1, p + q + 1),
              14);
      assertEntries(lowered, columns, delta, (j, k) -> rho[(int) (OCCASIONS[j] - OCCASIONS[k])]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void everyDeltaIsStationaryAndInvertible(int order) {
    for (int repeat = 0; repeat < 50; repeat++) {
      TableColumns columns = new TableColumns().with("t", OCCASIONS);
      double[] delta = random(order);
      double[] phi = natural(lower("ar " + order + ", t(t)", columns), delta);
      assertThat(Reference.stationary(Arrays.copyOfRange(phi, 1, order + 1))).isTrue();
      double[] theta = natural(lower("ma " + order + ", t(t)", columns), delta);
      double[] turned = Arrays.stream(theta).skip(1).map(x -> -x).toArray();
      assertThat(Reference.stationary(turned)).isTrue();
    }
  }

  @Test
  void negativePhiKeepsItsSignAtOddGaps() {
    TableColumns columns = new TableColumns().with("t", OCCASIONS);
    LoweredResidual lowered = lower("ar 1, t(t)", columns);
    double phi = -.6;
    assertEntries(
        lowered,
        columns,
        new double[] {Math.log((1 + phi) / (1 - phi)) / 2},
        (j, k) -> Math.pow(phi, OCCASIONS[j] - OCCASIONS[k]));
  }

  @Test
  void continuousTimeDecaysWithDistance() {
    double[] times = {0, .25, 1.12, 5, 5.1, 24.37};
    TableColumns columns = new TableColumns().with("time", times);
    LoweredResidual lowered = lower("ctar1, t(time)", columns);
    double[] delta = {.7};
    double rho = natural(lowered, delta)[1];
    assertThat(rho).isCloseTo(1 / (1 + Math.exp(-.7)), within(1e-15));
    assertEntries(lowered, columns, delta, (j, k) -> Math.pow(rho, times[j] - times[k]));
  }

  @Test
  void fullToeplitzIsPositiveDefiniteWithItsNaturalParametersAsEntries() {
    for (int repeat = 0; repeat < 20; repeat++) {
      double[] occasions = {1, 2, 3, 4, 5, 6};
      TableColumns columns = new TableColumns().with("t", occasions);
      LoweredResidual lowered = lower("toeplitz, t(t)", columns);
      double[] delta = random(5);
      double[] natural = natural(lowered, delta);
      assertEntries(lowered, columns, delta, (j, k) -> natural[j - k]);
    }
  }

  @Test
  void toeplitzIsZeroBeyondItsOrder() {
    TableColumns columns = new TableColumns().with("t", 1, 2, 3, 4, 5);
    LoweredResidual lowered = lower("toeplitz 2, t(t)", columns);
    double[] delta = {.2, -.1};
    double[] natural = natural(lowered, delta);
    assertThat(natural).hasSize(3);
    assertEntries(lowered, columns, delta, (j, k) -> j - k > 2 ? 0 : natural[j - k]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ar 1", "ar 2", "ma 2", "arma 1 1", "toeplitz 3", "ctar1"})
  void categoriesHaveParametersOfTheirOwn(String text) {
    double[] occasions = {1, 2, 3, 4};
    TableColumns both =
        new TableColumns().with("t", 1, 2, 3, 4, 1, 2, 3, 4).with("sex", 0, 0, 0, 0, 1, 1, 1, 1);
    LoweredResidual lowered = lower(text + ", t(t) by(sex)", both);
    TableColumns one = new TableColumns().with("t", occasions);
    LoweredResidual alone = lower(text + ", t(t)", one);
    int m = alone.spec().parameters();
    assertThat(lowered.spec().parameters()).isEqualTo(2 * m);
    double[] delta = random(2 * m);
    double[][] c = Evaluation.of(both, 8, delta).correlation(lowered.spec().correlation());
    for (int l = 0; l < 2; l++) {
      double[] own = Arrays.copyOfRange(delta, l * m, (l + 1) * m);
      double[][] expected = Evaluation.of(one, 4, own).correlation(alone.spec().correlation());
      for (int j = 0; j < 4; j++) {
        assertThat(Arrays.copyOfRange(c[4 * l + j], 4 * l, 4 * l + 4))
            .containsExactly(expected[j], within(1e-14));
      }
      assertThat(natural(lowered, delta)[1 + l * m]).isEqualTo(natural(alone, own)[1]);
    }
    assertThat(lowered.parameters().get(1).name())
        .isEqualTo(alone.parameters().get(1).name() + ":0.sex");
  }

  @Test
  void parametersAreNamedAsTheOptionsNameThem() {
    TableColumns columns = new TableColumns().with("t", OCCASIONS);
    assertThat(lower("arma 2 1, t(t)", columns).parameters())
        .extracting(ResidualParameter::name)
        .containsExactly("var(Residual)", "phi1", "phi2", "theta1");
  }

  private interface Entry {
    double at(int j, int k);
  }

  private static void assertEntries(
      LoweredResidual lowered, TableColumns columns, double[] delta, Entry expected) {
    int n = columns.largestGroup();
    ResidualSpec.Correlation correlation = lowered.spec().correlation();
    double[][] c = Evaluation.of(columns, n, delta).correlation(correlation);
    for (int j = 0; j < n; j++) {
      for (int k = 0; k < j; k++) {
        assertThat(c[j][k]).as("entry %d, %d", j, k).isCloseTo(expected.at(j, k), within(1e-12));
      }
    }
    assertThat(Reference.positiveDefinite(c)).isTrue();
  }

  private double[] random(int n) {
    return random.doubles(n, -1, 1).toArray();
  }

  /** Natural parameters with log sigma = 0. */
  private static double[] natural(LoweredResidual lowered, double... delta) {
    return Evaluation.parameters(lowered.natural(), Arrays.copyOf(delta, delta.length + 1));
  }

  private static LoweredResidual lower(String rescorrelation, TableColumns columns) {
    return ResidualStructure.parse(null, rescorrelation, null, null).lower(columns);
  }
}
