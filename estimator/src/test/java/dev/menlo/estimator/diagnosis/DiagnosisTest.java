package dev.menlo.estimator.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.estimator.Examples;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.diagnosis.Finding.Code;
import dev.menlo.model.Model;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Findings on real fits whose defects are known. */
class DiagnosisTest {
  private static final FitOptions OPTIONS = FitOptions.defaults().withThreads(1);

  private static Fit fit(String file) {
    return Menlo.fit(Examples.model(file), Examples.data(file), OPTIONS);
  }

  private static Fit orange(String model) {
    return Menlo.fit(Model.parse(model), Examples.data("orange.yaml"), OPTIONS);
  }

  @Test
  void findsNothingInAGoodFit() {
    assertThat(Diagnosis.of(fit("orange.yaml"))).isEmpty();
  }

  /** The correlations of soybean under a power variance have rank two: method.md, section 7. */
  @Test
  void namesAPerfectCorrelationAndTheStructureToTry() {
    List<Finding> findings = Diagnosis.of(fit("soybean-power.yaml"));
    Finding finding = findings.get(0);
    assertThat(finding.code()).isEqualTo(Code.SINGULAR_COVARIANCE);
    assertThat(finding.message()).contains("U1, U2, U3", "perfectly correlated");
    assertThat(finding.reduction().model().toString())
        .contains("covariance(U1 U2 U3, independent)")
        .doesNotContain("unstructured");
  }

  /** Five trees do not identify var(U2): its standard error is many times the estimate. */
  @Test
  void namesAVarianceThatIsNotIdentifiedAndDropsIt() {
    Fit fit = fit("orange-3i.yaml");
    List<Finding> findings = Diagnosis.of(fit);
    Finding finding =
        findings.stream()
            .filter(f -> f.code() == Code.UNIDENTIFIED_VARIANCE)
            .filter(f -> f.message().contains("var(U2)"))
            .findFirst()
            .orElseThrow();
    assertThat(finding.reduction().text()).isEqualTo("drop U2");
    assertThat(finding.reduction().model().toString()).doesNotContain("U2").contains("U1", "U3");
  }

  @Test
  void fitsTheReductionsBesideTheModel() {
    Fit fit = fit("orange-3i.yaml");
    List<Finding> findings = Diagnosis.of(fit);
    List<Simplification> rows = Simplification.of(fit, Examples.data("orange-3i.yaml"), findings);
    assertThat(rows).hasSize(1 + Diagnosis.reductions(findings).size());
    assertThat(rows.get(0).fit()).isSameAs(fit);
    assertThat(rows.get(0).parameters()).isEqualTo(7);
    assertThat(rows.get(0).aic()).isEqualTo(-2 * fit.logLikelihood() + 14);
    assertThat(rows.subList(1, rows.size())).allMatch(r -> r.fit().converged());
    assertThat(rows.subList(1, rows.size())).allMatch(r -> r.parameters() < 7);
  }

  @Test
  void namesAliasedFixedEffects() {
    Fit fit =
        Menlo.fit(
            Model.parse("circumf = ({b1}+{b4}+{U1[tree]})/(1+exp(-(age-{b2})/{b3}))"),
            Examples.data("orange.yaml"),
            OPTIONS.withInitial(Map.of("b1", 150.0, "b4", 25.0, "b2", 700.0, "b3", 300.0)));
    List<Finding> findings = Diagnosis.of(fit);
    assertThat(findings)
        .anySatisfy(
            f -> {
              assertThat(f.code()).isEqualTo(Code.ALIASED);
              assertThat(f.message()).contains("b1", "b4").doesNotContain("b2");
            });
  }

  @Test
  void namesFixedEffectsThatTheDataHardlyDetermine() {
    List<Finding> findings =
        Diagnosis.of(orange("circumf = {a}+{U1[tree]}+{b}*age+{c}*(age+cond(age>1500, .2, 0))"));
    assertThat(findings)
        .anySatisfy(
            f -> {
              assertThat(f.code()).isEqualTo(Code.NEAR_SINGULAR_INFORMATION);
              assertThat(f.message()).contains("b", "c");
            });
  }

  @Test
  void saysWhatToDoWhenAFitDoesNotConverge() {
    Fit fit =
        Menlo.fit(
            Examples.model("soybean.yaml"), Examples.data("soybean.yaml"), OPTIONS.withIterate(2));
    Finding first = Diagnosis.of(fit).get(0);
    assertThat(first.code()).isEqualTo(Code.NOT_CONVERGED);
    assertThat(first.suggestion()).contains("--multistart");
  }

  @Test
  void takesRandomEffectsOutOfEveryPlaceOfAModel() {
    Reductions reductions =
        new Reductions(
            Model.of("y = {phi1:}/(1+exp(-(x-{b2}-{U2[g]})/{b3}))")
                .define("phi1: i.v##i.z U1[g]")
                .covariance("U1 U2, unstructured")
                .build());
    assertThat(reductions.without("U1").model().toString())
        .doesNotContain("U1")
        .doesNotContain("covariance");
    assertThat(reductions.without("U2").model().toString()).contains("U1").doesNotContain("U2");
  }
}
