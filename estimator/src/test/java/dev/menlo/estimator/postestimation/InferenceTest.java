package dev.menlo.estimator.postestimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.estimator.CoefficientEstimate;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FittedExamples;
import dev.menlo.estimator.ParameterEstimate;
import dev.menlo.estimator.data.DataException;
import dev.menlo.model.ModelException;
import org.junit.jupiter.api.Test;

/** nlcom, lincom, test and testnl on fits whose estimates and covariances are known. */
class InferenceTest {
  private final Fit orange = FittedExamples.of("orange.yaml");
  private final Fit soybean = FittedExamples.of("soybean.yaml");
  private final Fit ces = FittedExamples.of("ces.yaml");

  @Test
  void elasticityOfSubstitution() {
    DerivedEstimate sigma = ces.nlcom("sigma: 1/(1+{rho})").estimate("sigma");
    assertThat(sigma.estimate()).isCloseTo(.444931, within(5e-7));
    CoefficientEstimate rho = ces.fixedEffect("rho");
    double slope = 1 / ((1 + rho.estimate()) * (1 + rho.estimate()));
    assertThat(sigma.se()).isCloseTo(slope * rho.se(), within(1e-12));
    double half = 1.959963984540054 * sigma.se();
    assertThat(sigma.lower()).isCloseTo(sigma.estimate() - half, within(1e-12));
    assertThat(sigma.upper()).isCloseTo(sigma.estimate() + half, within(1e-12));
    assertThat(sigma.z()).isCloseTo(sigma.estimate() / sigma.se(), within(1e-10));
  }

  @Test
  void everyNameIsTheTablesRow() {
    for (CoefficientEstimate row : soybean.fixedEffects()) {
      assertRow(soybean.nlcom("_b[" + row.name() + "]"), row.estimate(), row.se());
    }
    for (ParameterEstimate row : soybean.randomEffects().get(0).parameters()) {
      assertRow(soybean.nlcom("[/" + row.name() + "]"), row.estimate(), row.se());
      assertRow(soybean.nlcom(row.name()), row.estimate(), row.se());
      assertRow(soybean.nlcom("{" + row.name() + "}"), row.estimate(), row.se());
    }
    ParameterEstimate residual = soybean.residual().get(0);
    assertRow(soybean.nlcom("var(Residual)"), residual.estimate(), residual.se());
  }

  private static void assertRow(DerivedEstimates found, double estimate, double se) {
    assertThat(found.estimates().get(0).estimate()).isEqualTo(estimate);
    assertThat(found.estimates().get(0).se()).isCloseTo(se, within(1e-12 * se));
  }

  @Test
  void standardDeviationsAreViewsOfVariances() {
    DerivedEstimates both =
        soybean.nlcom("sd(U1)", "sqrt(var(U1))", "corr(U1,U2)", "cov(U1,U2)/sqrt(var(U1)*var(U2))");
    assertSame(both, 0, 1);
    assertSame(both, 2, 3);
  }

  private static void assertSame(DerivedEstimates found, int i, int j) {
    DerivedEstimate a = found.estimates().get(i);
    DerivedEstimate b = found.estimates().get(j);
    assertThat(a.estimate()).isCloseTo(b.estimate(), within(1e-12 * Math.abs(b.estimate())));
    assertThat(a.se()).isCloseTo(b.se(), within(1e-10 * b.se()));
    int k = found.estimates().size();
    assertThat(found.covariance()[i * k + j]).isCloseTo(a.se() * a.se(), within(1e-9));
  }

  @Test
  void linearCombinationHasItsQuadraticForm() {
    DerivedEstimate found = orange.lincom("b1 - 2*{b2} + 3").estimates().get(0);
    double[] v = orange.fixedEffectsCovariance();
    assertThat(found.estimate())
        .isCloseTo(
            orange.fixedEffect("b1").estimate() - 2 * orange.fixedEffect("b2").estimate() + 3,
            within(1e-9));
    assertThat(found.se()).isCloseTo(Math.sqrt(v[0] + 4 * v[4] - 4 * v[1]), within(1e-10));
  }

  @Test
  void oneConstraintIsTheSquareOfZ() {
    WaldTest test = orange.test("b1 = 200");
    double z = (orange.fixedEffect("b1").estimate() - 200) / orange.fixedEffect("b1").se();
    assertThat(test.chi2()).isCloseTo(z * z, within(1e-10));
    assertThat(test.df()).isEqualTo(1);
    assertThat(test.p()).isCloseTo(orange.nlcom("b1-200").estimates().get(0).p(), within(1e-12));
  }

  /** h'(GVG')^{-1}h of two constraints, by hand. */
  @Test
  void jointTestOfTwo() {
    WaldTest test = orange.test("b2 = 700", "b3 = 350");
    double[] v = orange.fixedEffectsCovariance();
    double a = orange.fixedEffect("b2").estimate() - 700;
    double b = orange.fixedEffect("b3").estimate() - 350;
    double det = v[4] * v[8] - v[5] * v[5];
    double expected = (v[8] * a * a - 2 * v[5] * a * b + v[4] * b * b) / det;
    assertThat(test.chi2()).isCloseTo(expected, within(1e-9));
    assertThat(test.df()).isEqualTo(2);
    assertThat(test.p()).isCloseTo(Math.exp(-expected / 2), within(1e-12));
  }

  @Test
  void chainOfEqualitiesIsTwoConstraints() {
    assertThat(orange.test("b1 = b2 = b3").df()).isEqualTo(2);
  }

  @Test
  void dependentConstraintsAreNamedAndDropped() {
    WaldTest test = orange.test("b1 = 200", "b2 = 700", "b1 + b2 = 900");
    assertThat(test.df()).isEqualTo(2);
    assertThat(test.dropped()).containsExactly("b1+b2 = 900");
    assertThat(test.chi2()).isCloseTo(orange.test("b1 = 200", "b2 = 700").chi2(), within(1e-9));
  }

  @Test
  void contradictionsAreRefused() {
    assertThatThrownBy(() -> orange.test("b1 = 200", "b1 = 300"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("b1 = 300 contradicts");
  }

  @Test
  void nonlinearHypothesesNeedTestnl() {
    assertThatThrownBy(() -> orange.test("b1*b2 = 3"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("use testnl");
    assertThatThrownBy(() -> orange.lincom("exp(b1)"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("use nlcom");
    WaldTest test = orange.testnl("{b2}/{b3} = 2");
    DerivedEstimate ratio = orange.nlcom("{b2}/{b3}").estimates().get(0);
    double z = (ratio.estimate() - 2) / ratio.se();
    assertThat(test.chi2()).isCloseTo(z * z, within(1e-9));
  }

  @Test
  void unknownNamesComeWithTheNearest() {
    assertThatThrownBy(() -> ces.nlcom("1/(1+{rhoo})"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("no estimate is called rhoo; did you mean rho?");
    assertThatThrownBy(() -> orange.nlcom("gamma"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("there are b1, b2, b3, var(U1)");
  }

  @Test
  void aFunctionNeedsAnEstimate() {
    assertThatThrownBy(() -> orange.nlcom("1+1"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("does not depend on any estimate");
  }

  @Test
  void informationCriteriaOfTheSlides() {
    InformationCriteria plain = soybean.informationCriteria();
    assertThat(plain.df()).isEqualTo(10);
    assertThat(plain.aic()).isCloseTo(1499.669, within(5e-4));
    assertThat(plain.bic()).isCloseTo(1539.879, within(5e-4));
    assertThat(plain.aicc()).isCloseTo(plain.aic() + 220.0 / 401, within(1e-9));
    assertThat(plain.caic()).isCloseTo(plain.bic() + 10, within(1e-9));
    assertThat(FittedExamples.of("soybean-power.yaml").informationCriteria().df()).isEqualTo(11);
  }
}
