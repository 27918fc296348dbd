package dev.menlo.model.residual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.engine.ResidualSpec;
import dev.menlo.model.LoweredResidual;
import dev.menlo.model.ResidualParameter;
import org.junit.jupiter.api.Test;

class PowerVarianceTest {
  /** theoph by REML, as printed by menl (6 digits). */
  private static final double SIGMA2 = .1015759;

  private static final double DELTA = .3106636;
  private static final double CONS = .7150935;

  @Test
  void naturalParametersAreThoseThatMenlPrints() {
    LoweredResidual lowered = lower("power _yhat", new TableColumns());
    double[] natural =
        Evaluation.parameters(lowered.natural(), DELTA, Math.log(CONS), Math.log(SIGMA2) / 2);
    assertThat(natural).containsExactly(new double[] {SIGMA2, DELTA, CONS}, within(1e-15));
    assertThat(lowered.parameters())
        .extracting(ResidualParameter::name)
        .containsExactly("sigma2", "delta", "_cons");
  }

  @Test
  void scaleIsPowerPlusConstant() {
    ResidualSpec spec = lower("power _yhat", new TableColumns()).spec();
    for (double mean : new double[] {0, .5, 1, 7.25, -3}) {
      double g = Math.pow(Math.abs(mean), DELTA) + CONS;
      assertThat(logScale(spec, null, mean, DELTA, Math.log(CONS)))
          .isCloseTo(Math.log(g), within(1e-15));
    }
  }

  @Test
  void meanOfZeroLeavesTheConstantAlone() {
    ResidualSpec spec = lower("power _yhat", new TableColumns()).spec();
    assertThat(logScale(spec, null, 0, DELTA, Math.log(CONS))).isEqualTo(Math.log(CONS));
  }

  @Test
  void withoutConstantMeanOfZeroHasNoScale() {
    ResidualSpec spec = lower("power _yhat, noconstant", new TableColumns()).spec();
    assertThat(logScale(spec, null, 2, .9)).isCloseTo(.9 * Math.log(2), within(1e-15));
    assertThat(logScale(spec, null, 0, .9)).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void strataHaveParametersOfTheirOwn() {
    TableColumns columns = new TableColumns().with("dose", 3, 3, 5).with("variety", 1, 2, 2);
    LoweredResidual lowered = lower("power dose, strata(variety)", columns);
    assertThat(lowered.parameters())
        .extracting(ResidualParameter::name)
        .containsExactly(
            "sigma2", "delta:1.variety", "_cons:1.variety", "delta:2.variety", "_cons:2.variety");
    double[] delta = {.3, -.1, .7, .2};
    for (int j = 0; j < 3; j++) {
      int at = j == 0 ? 0 : 2;
      double g = Math.pow(j == 2 ? 5 : 3, delta[at]) + Math.exp(delta[at + 1]);
      assertThat(logScale(lowered.spec(), columns.row(j), Double.NaN, delta))
          .isCloseTo(Math.log(g), within(1e-15));
    }
    assertThat(lowered.start()).hasSize(4);
  }

  @Test
  void requiresCovariateAndStrataConstantWithinGroups() {
    assertThat(structure("power dose, strata(variety)").requirements())
        .extracting(Requirement::toString)
        .containsExactly(
            "dose must not be missing",
            "variety must not be missing",
            "variety must be constant within groups");
  }

  private static ResidualStructure structure(String resvariance) {
    return ResidualStructure.parse(resvariance, null, null, null);
  }

  private static LoweredResidual lower(String resvariance, TableColumns columns) {
    return structure(resvariance).lower(columns);
  }

  private static double logScale(ResidualSpec spec, double[] row, double mean, double... delta) {
    return new Evaluation(new double[][] {row}, delta).logScale(spec, 0, mean);
  }
}
