package dev.menlo.estimator.postestimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.engine.Criterion;
import dev.menlo.estimator.Examples;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.FittedExamples;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.DataException;
import dev.menlo.model.Model;
import org.junit.jupiter.api.Test;

/** Likelihood-ratio tests: statistics from known fixed points, nesting, boundaries. */
class LikelihoodRatioTestTest {
  private static final String CURVE = "/(1+exp(-(age-{b2})/{b3}))";

  private static Fit orange(String numerator, Criterion criterion) {
    return Menlo.fit(
        Model.parse("circumf = " + numerator + CURVE),
        Examples.data("orange.yaml"),
        FitOptions.defaults().withThreads(1).withCriterion(criterion));
  }

  /** The fixed points have -739.834483 and, singular, -357.631976 (reference-fits.txt). */
  @Test
  void theSlidesTest() {
    LikelihoodRatioTest test =
        FittedExamples.of("soybean-power.yaml").lrtest(FittedExamples.of("soybean.yaml"));
    assertThat(test.chi2()).isCloseTo(2 * (739.834483 - 357.631976), within(2e-3));
    assertThat(test.df()).isEqualTo(1);
    assertThat(test.p()).isLessThan(1e-100);
    assertThat(test.boundary()).isZero();
    assertThat(test.smaller()).isEqualTo(10);
    assertThat(test.larger()).isEqualTo(11);
  }

  @Test
  void autocorrelationIsInTheInterior() {
    LikelihoodRatioTest test =
        FittedExamples.of("ovary.yaml").lrtest(FittedExamples.of("ovary-ar1.yaml"));
    assertThat(test.chi2()).isCloseTo(2 * (826.6843698 - 775.6243332), within(1e-4));
    assertThat(test.boundaryP()).isEqualTo(test.p());
    assertThat(test.exact()).isTrue();
  }

  @Test
  void oneVarianceHalvesThePValue() {
    Fit fixed = orange("{b1}", Criterion.ML);
    LikelihoodRatioTest test = fixed.lrtest(FittedExamples.of("orange.yaml"));
    assertThat(test.df()).isEqualTo(1);
    assertThat(test.boundary()).isEqualTo(1);
    assertThat(test.boundaryP()).isCloseTo(0.5 * test.p(), within(1e-3 * test.p()));
    assertThat(test.exact()).isTrue();
    assertThat(test.notes()).anyMatch(n -> n.contains("equal mixture"));
  }

  @Test
  void severalVariancesAreConservative() {
    LikelihoodRatioTest test =
        FittedExamples.of("orange.yaml").lrtest(FittedExamples.of("orange-3i.yaml"));
    assertThat(test.df()).isEqualTo(2);
    assertThat(test.boundary()).isEqualTo(2);
    assertThat(test.exact()).isFalse();
    assertThat(test.notes()).anyMatch(n -> n.contains("conservative"));
  }

  @Test
  void restrictedLikelihoodsNeedTheSameFixedEffects() {
    Fit reml = FittedExamples.of("orange.yaml", Criterion.REML);
    Fit larger = orange("({b1}+{b4}*age+{U1[tree]})", Criterion.REML);
    assertThatThrownBy(() -> reml.lrtest(larger))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("fit both with --mle");
    assertThatThrownBy(() -> reml.lrtest(FittedExamples.of("orange-3i.yaml")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("one by REML");
  }

  @Test
  void otherObservationsCannotBeCompared() {
    Fit part =
        Menlo.fit(
            Examples.model("orange.yaml"),
            Examples.data("orange.yaml"),
            FitOptions.defaults().withThreads(1).withCondition("tree != 3"));
    assertThatThrownBy(() -> part.lrtest(FittedExamples.of("orange-3i.yaml")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("28 of")
        .hasMessageContaining("35 of")
        .hasMessageContaining("same rows");
  }

  @Test
  void whatIsNotNestedIsNamed() {
    Fit other = orange("({b1}+{V[tree]})", Criterion.ML);
    assertThatThrownBy(() -> other.lrtest(FittedExamples.of("orange-3i.yaml")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("the random effect V")
        .hasMessageContaining("AIC");
  }
}
