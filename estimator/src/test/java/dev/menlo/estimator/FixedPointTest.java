package dev.menlo.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.oracle.DenseErrors;
import dev.menlo.estimator.oracle.Oracle;
import dev.menlo.model.Model;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What menlo returns is a fixed point of the textbook alternation, computed densely, with the
 * standard errors that the rules of docs/method.md (eqs. 14 to 16) give there.
 */
class FixedPointTest {
  private static final FitOptions OPTIONS = FitOptions.defaults().withThreads(1);

  private static Fit reference(String id) {
    ReferenceFit reference = ReferenceFit.named(id);
    return reference.fit(OPTIONS.withInitial(reference.start()));
  }

  private static List<String> complaints(
      String id, DenseErrors errors, String time, String... residual) {
    String file = ReferenceFit.named(id).file();
    return new Oracle(Examples.model(file), Examples.data(file))
        .complaints(reference(id), errors, time, List.of(residual), 1e-6);
  }

  /** Tight enough to tell the seventh digit of the published standard error of var(U1). */
  @Test
  void orangeToEightDigits() {
    Oracle oracle = new Oracle(Examples.model("orange.yaml"), Examples.data("orange.yaml"));
    Fit fit = reference("orange-1");
    assertThat(oracle.complaints(fit, DenseErrors.IDENTITY, "", List.of(), 1e-8)).isEmpty();
  }

  @Test
  void orange() {
    assertThat(complaints("orange-1", DenseErrors.IDENTITY, "")).isEmpty();
    assertThat(complaints("orange-1r", DenseErrors.IDENTITY, "")).isEmpty();
  }

  @Test
  void soybean() {
    assertThat(complaints("soy-3u", DenseErrors.IDENTITY, "")).isEmpty();
  }

  @Test
  void theophylline() {
    assertThat(complaints("theoph-iid", DenseErrors.IDENTITY, "")).isEmpty();
    assertThat(complaints("theoph-iid-reml", DenseErrors.IDENTITY, "")).isEmpty();
    assertThat(complaints("theoph-power-reml", DenseErrors.POWER_CONSTANT, "", "delta", "_cons"))
        .isEmpty();
  }

  @Tag("slow")
  @Test
  void ovary() {
    assertThat(complaints("ovary-arma", DenseErrors.ARMA11, "obs", "phi1", "theta1")).isEmpty();
  }

  @Tag("slow")
  @Test
  void productionFunctionOfTwoLevels() {
    assertThat(complaints("ces", DenseErrors.IDENTITY, "")).isEmpty();
  }

  @Tag("slow")
  @Test
  void soybeanWithFactors() {
    assertThat(complaints("soy-factors", DenseErrors.POWER, "", "delta")).isEmpty();
  }

  private static Model genotypes() {
    return Model.of("weight = {phi1:}/(1+exp(-(time-{phi2:})/{phi3:}))")
        .define("phi1: i.variety##i.year 1.variety#F1[plot] 2.variety#P1[plot]")
        .define("phi2: U2[plot], xb")
        .define("phi3: U3[plot], xb")
        .covariance("U2 U3, unstructured")
        .resvariance("power _yhat, noconstant")
        .build();
  }

  /**
   * Genotype-specific random effects: a form without a published fit. These numbers are those of
   * the dense fixed point ({@link #genotypeFormIsAFixedPoint}).
   */
  @Test
  void soybeanWithARandomEffectForEachGenotype() {
    Model model = genotypes();
    Dataset data = Examples.data("soybean.yaml");
    Fit fit = Menlo.fit(model, data, OPTIONS);
    assertThat(fit.outcome()).as(fit.message()).isEqualTo(Outcome.CONVERGED_SINGULAR);
    assertThat(fit.parameter("var(F1)").estimate()).isCloseTo(0.460651, within(1e-5));
    assertThat(fit.parameter("var(P1)").estimate()).isZero();
    assertThat(fit.certificate().boundarySlope()).isPositive();
    assertThat(fit.logLikelihood()).isCloseTo(-326.29329726, within(1e-6));
  }

  @Tag("slow")
  @Test
  void genotypeFormIsAFixedPoint() {
    Model model = genotypes();
    Dataset data = Examples.data("soybean.yaml");
    Fit fit = Menlo.fit(model, data, OPTIONS);
    assertThat(
            new Oracle(model, data).complaints(fit, DenseErrors.POWER, "", List.of("delta"), 1e-6))
        .isEmpty();
  }

  @Test
  void leastSquaresWithoutRandomEffects() {
    Model model = Model.parse("circumf = {b1}/(1+exp(-(age-{b2})/{b3}))");
    Dataset data = Examples.data("orange.yaml");
    Fit fit = Menlo.fit(model, data, OPTIONS);
    assertThat(fit.outcome()).isEqualTo(Outcome.CONVERGED);
    assertThat(new Oracle(model, data).complaints(fit, DenseErrors.IDENTITY, "", List.of(), 1e-6))
        .isEmpty();
  }
}
