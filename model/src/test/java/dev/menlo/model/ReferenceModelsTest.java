package dev.menlo.model;

import static java.lang.Math.cos;
import static java.lang.Math.exp;
import static java.lang.Math.log;
import static java.lang.Math.pow;
import static java.lang.Math.sin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The models of the examples, lowered and evaluated against their formulas written by hand. */
class ReferenceModelsTest {
  private static final Offset<Double> TINY = within(1e-12);

  private final Table orange =
      new Table().with("tree", "1 1").with("age", "118 484").with("circumf", "30 58");
  private final Table soybean =
      new Table()
          .with("plot", "a b c d e f")
          .with("variety", "1 2 1 2 1 2")
          .with("year", "1988 1988 1989 1989 1990 1990")
          .with("time", "14 21 28 35 42 49")
          .with("weight", "1 2 3 4 5 6");

  @Test
  void orangeWithOneRandomEffect() {
    LoweredModel model =
        Model.parse("circumf = ({b1}+{U1[tree]})/(1+exp(-(age-{b2})/{b3}))").lower(orange);

    assertThat(model.fixedEffects())
        .extracting(FixedEffect::name)
        .containsExactly("b1", "b2", "b3");
    assertThat(model.levels()).extracting(GroupingLevel::pathText).containsExactly("tree");
    assertThat(orange.mean(model, new double[] {191, 722, 344}, new double[] {5})[1])
        .isCloseTo(196 / (1 + exp(-(484 - 722) / 344.0)), TINY);
    assertThat(model.residual().parameters())
        .extracting(ResidualParameter::name)
        .containsExactly("var(Residual)");
  }

  @Test
  void orangeWithThreeRandomEffects() {
    LoweredModel model =
        Model.parse(
                "circumf = ({b1}+{U1[tree]})/(1+exp(-(age-({b2}+{U2[tree]}))/({b3}+{U3[tree]})))")
            .lower(orange);

    assertThat(model.levels().get(0).randomEffects()).containsExactly("U1", "U2", "U3");
    assertThat(model.levels().get(0).blocks())
        .containsExactly(
            new CovarianceBlock(CovarianceType.INDEPENDENT, java.util.List.of(0, 1, 2)));
    assertThat(orange.mean(model, new double[] {191, 722, 344}, new double[] {5, -6, 7})[0])
        .isCloseTo(196 / (1 + exp(-(118 - 716) / 351.0)), TINY);
  }

  @Test
  void soybeanInTwoStages() {
    LoweredModel model =
        Model.of("weight = {phi1:}/(1+exp(-(time-{phi2:})/{phi3:}))")
            .define("phi1", "U1[plot]", "xb")
            .define("phi2", "U2[plot]", "xb")
            .define("phi3", "{b3}+{U3[plot]}")
            .covariance("U*, unstructured")
            .build()
            .lower(soybean);

    assertThat(model.fixedEffects())
        .extracting(FixedEffect::name)
        .containsExactly("phi1:_cons", "phi2:_cons", "b3");
    assertThat(model.levels().get(0).blocks())
        .containsExactly(
            new CovarianceBlock(CovarianceType.UNSTRUCTURED, java.util.List.of(0, 1, 2)));
    assertThat(model.legend())
        .containsExactly("phi1: U1[plot], xb", "phi2: U2[plot], xb", "phi3: {b3}+{U3[plot]}");
    assertThat(soybean.mean(model, new double[] {19, 55, 8}, new double[] {1, 2, .5})[0])
        .isCloseTo(20 / (1 + exp(-(14 - 57) / 8.5)), TINY);
    assertThat(
            soybean.evaluate(
                model.named().get("phi2"), model, new double[] {19, 55, 8}, new double[] {1, 2, 3}))
        .containsOnly(57);
  }

  @Test
  void soybeanWithFactors() {
    LoweredModel model =
        Model.parse(
                "weight = {phi1:}/(1+exp(-(time-{phi2:})/{phi3:})),"
                    + " define(phi1: i.variety##i.year U1[plot])"
                    + " define(phi2: U2[plot], xb) define(phi3: U3[plot], xb)"
                    + " covariance(U1 U2 U3, un) resvar(power _yhat, noconstant)")
            .lower(soybean);

    assertThat(model.fixedEffects())
        .extracting(FixedEffect::name)
        .containsExactly(
            "phi1:2.variety",
            "phi1:1989.year",
            "phi1:1990.year",
            "phi1:2.variety#1989.year",
            "phi1:2.variety#1990.year",
            "phi1:_cons",
            "phi2:_cons",
            "phi3:_cons");
    double[] beta = {1, 2, 3, 4, 5, 6, 50, 7};
    double[] b = new double[3];
    assertThat(soybean.evaluate(model.named().get("phi1"), model, beta, b))
        .containsExactly(6, 7, 8, 13, 9, 15);
    assertThat(model.notes())
        .containsExactly(
            "phi1: the base level of variety is 1", "phi1: the base level of year is 1988");
    assertThat(model.spec().residual().parameters()).isEqualTo(1);
  }

  @Test
  void soybeanWithGenotypeSpecificRandomCoefficients() {
    LoweredModel model =
        Model.parse(
                "weight = {phi1:}/(1+exp(-(time-{phi2:})/{phi3:})),"
                    + " define(phi1: i.variety##i.year 1.variety#F1[plot] 2.variety#P1[plot])"
                    + " define(phi2: U2[plot], xb) define(phi3: U3[plot], xb)")
            .lower(soybean);

    assertThat(model.levels().get(0).randomEffects()).containsExactly("F1", "P1", "U2", "U3");
    double[] b = {10, 20, 0, 0};
    assertThat(soybean.evaluate(model.named().get("phi1"), model, new double[8], b))
        .containsExactly(10, 20, 10, 20, 10, 20);
  }

  @Test
  void theophylline() {
    Table theoph =
        new Table()
            .with("subject", "1 1")
            .with("dose", "4.02 4.02")
            .with("time", "0 .25")
            .with("conc", ".74 2.84");
    LoweredModel model =
        Model.of(
                "conc = (dose*{ke:}*{ka:}/({cl:}*({ka:}-{ke:})))*(exp(-{ke:}*time)-exp(-{ka:}*time))")
            .define("cl: exp({b0}+{U0[subject]})")
            .define("ka: exp({b1}+{U1[subject]})")
            .define("ke: exp({b2})")
            .resvariance("power _yhat")
            .build()
            .lower(theoph);

    assertThat(model.fixedEffects())
        .extracting(FixedEffect::name)
        .containsExactly("b0", "b1", "b2");
    double cl = exp(-3.2 + .1);
    double ka = exp(.45 - .2);
    double ke = exp(-2.4);
    double[] mean = theoph.mean(model, new double[] {-3.2, .45, -2.4}, new double[] {.1, -.2});
    assertThat(mean[0]).isZero();
    assertThat(mean[1])
        .isCloseTo(
            4.02 * ke * ka / (cl * (ka - ke)) * (exp(-ke * .25) - exp(-ka * .25)), within(1e-11));
    assertThat(model.spec().residual().parameters()).isEqualTo(2);
  }

  @Test
  void productionFunctionWithThreeLevels() {
    Table ces =
        new Table()
            .with("region", "East West")
            .with("state", "1 2")
            .with("lnprod", "4 5")
            .with("capital", "2 3")
            .with("labor", "1.5 2.5");
    LoweredModel model =
        Model.parse(
                "lnprod = {b0}-1/{rho}*ln({delta:}*capital^(-{rho})+(1-{delta:})*labor^(-{rho})),"
                    + " define(delta: {delta0}+{U1[region]}+{U2[region>state]})")
            .lower(ces);

    assertThat(model.fixedEffects())
        .extracting(FixedEffect::name)
        .containsExactly("b0", "delta0", "rho");
    assertThat(model.levels())
        .extracting(GroupingLevel::pathText)
        .containsExactly("region", "region>state");
    double delta = .3 + .01 - .02;
    double expected = 3.5 - 1 / 1.2 * log(delta * pow(3, -1.2) + (1 - delta) * pow(2.5, -1.2));
    assertThat(ces.mean(model, new double[] {3.5, .3, 1.2}, new double[] {.01, -.02})[1])
        .isCloseTo(expected, TINY);
  }

  @Test
  void ovary() {
    Table ovary =
        new Table().with("mare", "1 1").with("time", "-.13 .5").with("follicles", "20 15");
    LoweredModel model =
        Model.parse("follicles = {a}+{U[mare]} + {b}*sin(2*_pi*{w}*time) + {c}*cos(2*_pi*{w}*time)")
            .lower(ovary);

    assertThat(model.fixedEffects())
        .extracting(FixedEffect::name)
        .containsExactly("a", "b", "c", "w");
    double angle = 2 * Math.PI * .95 * .5;
    assertThat(ovary.mean(model, new double[] {12, -3, -1, .95}, new double[] {2})[1])
        .isCloseTo(14 - 3 * sin(angle) - cos(angle), TINY);
  }
}
