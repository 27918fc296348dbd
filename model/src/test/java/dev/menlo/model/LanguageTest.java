package dev.menlo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Parameters, definitions, random effects and their covariance, as menl understands them. */
class LanguageTest {
  private static final Table DATA =
      new Table()
          .with("y", "1 2")
          .with("x", "3 5")
          .with("subject", "1 1")
          .with("period", "1 2")
          .with("region", "East West");

  private static List<String> names(LoweredModel model) {
    return model.fixedEffects().stream().map(FixedEffect::name).toList();
  }

  @Test
  void parametersHaveNamesEquationsAndStarts() {
    LoweredModel model = Model.parse("y = {b10=1.5}*x+{b2}+{phi:x1=-2}+{b10}").lower(DATA);

    assertThat(names(model)).containsExactly("b2", "b10", "phi:x1");
    assertThat(model.fixedEffects())
        .extracting(FixedEffect::start)
        .containsExactly(Double.NaN, 1.5, -2.0);
  }

  @Test
  void definitionsMayComeInAnyOrder() {
    LoweredModel model =
        Model.parse("y = {c:}+{a:}, define(a: {b:}*2) define(b: {k}+1) define(c: {b:}^2)")
            .lower(DATA);

    assertThat(DATA.mean(model, new double[] {2}, new double[0])).containsExactly(15, 15);
    assertThat(model.named()).containsOnlyKeys("a", "b", "c");
    assertThat(model.legend()).containsExactly("a: {b:}*2", "b: {k}+1", "c: {b:}^2");
  }

  @Test
  void singleStageAndMultistageAreTheSameFunction() {
    LoweredModel single =
        Model.parse("y = ({b1}+{U1[subject]})*exp(-({b2}+{U2[subject]})*x)").lower(DATA);
    LoweredModel multi =
        Model.parse(
                "y = {a:}*exp(-{k:}*x), define(a: {b1}+{U1[subject]}) define(k: {b2}+{U2[subject]})")
            .lower(DATA);
    double[] beta = {2, .3};
    double[] b = {.1, -.05};

    assertThat(DATA.mean(single, beta, b)[1]).isCloseTo(2.1 * Math.exp(-.25 * 5), within(1e-15));
    assertThat(DATA.mean(multi, beta, b)).isEqualTo(DATA.mean(single, beta, b));
  }

  @Test
  void linearCombinationsInBracesAreReused() {
    LoweredModel model = Model.parse("y = exp({xb: x U[subject]})-{xb:}").lower(DATA);

    assertThat(names(model)).containsExactly("xb:x", "xb:_cons");
    assertThat(DATA.mean(model, new double[] {.1, .2}, new double[] {.3})[0])
        .isCloseTo(Math.exp(.8) - .8, within(1e-15));
  }

  @Test
  void aLoneEffectWithXbHasAConstant() {
    Model xb = Model.of("y = {phi:}").define("phi", "U[subject]", "xb").build();
    LoweredModel model = xb.lower(DATA);

    assertThat(names(model)).containsExactly("phi:_cons");
    assertThat(DATA.mean(model, new double[] {5}, new double[] {1})).containsOnly(6);
    assertThat(xb).isEqualTo(Model.parse("y = {phi:}, define(phi: U[subject], xb)"));
  }

  @Test
  void levelsAreNestedOutermostFirst() {
    LoweredModel model =
        Model.parse("y = {a}+{V[subject>period]}+{U[subject]}+{W[subject>period]}").lower(DATA);

    assertThat(model.levels())
        .extracting(GroupingLevel::pathText)
        .containsExactly("subject", "subject>period");
    assertThat(model.levels().get(1).randomEffects()).containsExactly("V", "W");
    assertThat(DATA.mean(model, new double[] {0}, new double[] {100, 20, 3})).containsOnly(123);
  }

  @Test
  void covarianceBlocks() {
    LoweredModel model =
        Model.parse(
                "y = {A1[subject]}+{B1[subject]}+{A2[subject]}+{B2[subject]}+{C[subject]},"
                    + " covariance(A*, unstructured) cov(B1 B2, ex)")
            .lower(DATA);

    assertThat(model.levels().get(0).blocks())
        .containsExactly(
            new CovarianceBlock(CovarianceType.UNSTRUCTURED, List.of(0, 2)),
            new CovarianceBlock(CovarianceType.EXCHANGEABLE, List.of(1, 3)),
            new CovarianceBlock(CovarianceType.INDEPENDENT, List.of(4)));
  }

  @Test
  void groupsWithoutRandomEffectsBoundTheErrors() {
    LoweredModel model =
        Model.parse("y = {a}*x, rescorrelation(ar 1, t(period)) group(subject)").lower(DATA);

    assertThat(model.levels())
        .containsExactly(new GroupingLevel(List.of("subject"), List.of(), List.of()));
    assertThat(model.rowOrder()).isEqualTo("period");
    assertThat(model.spec().randomEffects()).containsExactly(0);
  }

  @Test
  void textAndFileAndBuilderTakeOptionsInAnyMix() {
    Model text = Model.parse("y = {f:}, covariance(U, id) define(f: {U[subject]}+{a})");

    assertThat(Model.of("y = {f:}, cov(U, identity)").define("f: {U[subject]}+{a}").build())
        .isEqualTo(text);
    assertThat(text).isNotEqualTo(Model.parse("y = {f:}, define(f: {U[subject]}+{a})"));
  }

  @Test
  void aDependentVariableDoesNotExplainItself() {
    assertThatThrownBy(() -> Model.parse("y = {a}*y"))
        .hasMessage(
            "model, column 9: y is the dependent variable: its mean cannot depend on it\n"
                + "  y = {a}*y\n"
                + "          ^");
  }

  @Test
  void expressionsOfTheDataAlone() {
    DataExpression expression = DataExpression.lower("if", "region==\"West\" & y>1", DATA);

    assertThat(expression.covariates())
        .containsExactly(new Covariate.Indicator("region", "West"), new Covariate.Variable("y"));
    assertThatThrownBy(() -> DataExpression.lower("if", "y > {b}", DATA))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("if, column 6: only variables may stand here")
        .hasMessageContaining("\n  y > {b}\n       ^");
  }
}
