package dev.menlo.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Many starts of one fit, as one batch. */
class MultistartTest {
  private static final FitOptions OPTIONS = FitOptions.defaults().withThreads(1);

  @Test
  void countsEveryStartAndKeepsTheLargestMarginalLikelihood() {
    Multistart starts =
        Multistart.run(Examples.model("orange.yaml"), Examples.data("orange.yaml"), OPTIONS, 30);
    assertThat(starts.ends().stream().mapToInt(DistinctEnd::times).sum()).isEqualTo(31);
    DistinctEnd kept = starts.ends().get(0);
    assertThat(kept.outcome().converged()).isTrue();
    assertThat(kept.verdict()).startsWith("kept");
    assertThat(starts.ends())
        .allMatch(e -> !(e.laplace() > kept.laplace()) || !e.outcome().converged());
    assertThat(starts.fit().logLikelihood()).isCloseTo(-131.58458, within(1e-5));
  }

  /**
   * Absorption and elimination rates can change places. The linearised log likelihood of the
   * exchanged end is of another linear model; the marginal one decides.
   */
  @Test
  void comparesTheTwoEndsOfOneCompartment() {
    Multistart starts =
        Multistart.run(Examples.model("theoph.yaml"), Examples.data("theoph.yaml"), OPTIONS, 40);
    assertThat(starts.disagrees()).isTrue();
    assertThat(starts.fit().fixedEffect("b2").estimate()).isCloseTo(-2.45, within(0.02));
    assertThat(starts.ends().get(1).verdict()).startsWith("marginal log likelihood lower by");
  }

  /** As R's SSlogis has it for the orange trees. */
  @Test
  void startsFromANamedCurve() {
    Fit fit =
        Menlo.fit(
            Examples.model("orange.yaml"),
            Examples.data("orange.yaml"),
            OPTIONS.withStart("logistic"));
    assertThat(fit.logLikelihood()).isCloseTo(-131.58458, within(1e-5));
  }

  /** A curve that the model is not still smooths what the search sees. */
  @Test
  void startsFromACurveThatTheModelIsNot() {
    Fit fit =
        Menlo.fit(
            Examples.model("orange.yaml"),
            Examples.data("orange.yaml"),
            OPTIONS.withStart("gompertz"));
    assertThat(fit.logLikelihood()).isCloseTo(-131.58458, within(1e-5));
  }
}
