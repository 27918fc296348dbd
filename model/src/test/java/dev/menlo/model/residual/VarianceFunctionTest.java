package dev.menlo.model.residual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.model.LoweredResidual;
import dev.menlo.model.ResidualParameter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Each variance function but the power, whose test is its own: g and natural parameters. */
class VarianceFunctionTest {
  private static final double[] X = {2, .5, 7, 3};
  private static final double[] STRATA = {1, 2, 1, 3};
  private static final double LOG_SIGMA = .3;
  private static final double SIGMA2 = Math.exp(.6);

  private interface Scale {
    double at(int j);
  }

  @Test
  void linear() {
    LoweredResidual lowered = check("linear x", new double[0], j -> Math.sqrt(X[j]));
    assertNatural(lowered, new double[0], "sigma2", SIGMA2);
  }

  @Test
  void exponential() {
    double[] delta = {.2, -.4, .1};
    LoweredResidual lowered =
        check("exponential x, strata(s)", delta, j -> Math.exp(delta[(int) STRATA[j] - 1] * X[j]));
    assertNatural(
        lowered, delta, "sigma2", SIGMA2, "gamma:1.s", .2, "gamma:2.s", -.4, "gamma:3.s", .1);
  }

  @Test
  void strataOfConstantVariance() {
    double[] delta = {.5, -.7};
    double[] g = {1, Math.exp(.5), Math.exp(-.7)};
    LoweredResidual lowered = check("identity, strata(s)", delta, j -> g[(int) STRATA[j] - 1]);
    assertNatural(
        lowered,
        delta,
        "var(Residual):1.s",
        SIGMA2,
        "var(Residual):2.s",
        SIGMA2 * g[1] * g[1],
        "var(Residual):3.s",
        SIGMA2 * g[2] * g[2]);
  }

  @Test
  void distinctPositions() {
    double[] delta = {.1, .2, .3};
    int[] position = {1, 0, 3, 2};
    check("distinct, index(x)", delta, j -> Math.exp(.1 * position[j]));
  }

  @Test
  void constantPlusProportional() {
    double prop = .15;
    double[] delta = {Math.log(prop) - LOG_SIGMA};
    LoweredResidual lowered =
        check("constprop x", delta, j -> Math.sqrt((SIGMA2 + prop * prop * X[j] * X[j]) / SIGMA2));
    assertNatural(lowered, delta, "sigma2", SIGMA2, "prop", prop);
  }

  private static LoweredResidual check(String text, double[] delta, Scale g) {
    TableColumns columns = new TableColumns().with("x", X).with("s", STRATA);
    LoweredResidual lowered = ResidualStructure.parse(text, null, null, null).lower(columns);
    Evaluation evaluation = Evaluation.of(columns, X.length, delta);
    for (int j = 0; j < X.length; j++) {
      assertThat(evaluation.logScale(lowered.spec(), j, Double.NaN))
          .isCloseTo(Math.log(g.at(j)), within(1e-14));
    }
    return lowered;
  }

  private static void assertNatural(
      LoweredResidual lowered, double[] delta, Object... namesAndValues) {
    double[] inputs = Arrays.copyOf(delta, delta.length + 1);
    inputs[delta.length] = LOG_SIGMA;
    double[] natural = Evaluation.parameters(lowered.natural(), inputs);
    assertThat(natural).hasSize(namesAndValues.length / 2);
    for (int i = 0; i < natural.length; i++) {
      ResidualParameter parameter = lowered.parameters().get(i);
      assertThat(parameter.name()).isEqualTo(namesAndValues[2 * i]);
      assertThat(natural[i]).isCloseTo((double) namesAndValues[2 * i + 1], within(1e-14));
    }
  }
}
