package dev.menlo.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.estimator.predict.MarginalLikelihood;
import java.util.List;
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
    assertThat(starts.disputed()).isEmpty();
    assertThat(starts.ends().get(0).marginal().clearlyAbove(starts.ends().get(1).marginal()))
        .isTrue();
  }

  private static DistinctEnd end(double laplace, double sampled, double error) {
    return new DistinctEnd(
        1,
        Outcome.CONVERGED,
        laplace,
        new MarginalLikelihood(sampled, error, 100),
        -9,
        List.of(1.0),
        false,
        "");
  }

  /** Ranks are disputed only by more than twice the Monte Carlo error of the difference. */
  @Test
  void namesEndsThatImportanceSamplingRanksHigher() {
    DistinctEnd kept = end(-10, -10.4, 0.03);
    DistinctEnd higher = end(-10.2, -10.29, 0.04);
    DistinctEnd unclear = end(-10.2, -10.31, 0.04);
    DistinctEnd unknown =
        new DistinctEnd(
            1,
            Outcome.NOT_CONVERGED,
            -8,
            MarginalLikelihood.NONE,
            -8,
            List.of(1.0),
            true,
            "a saddle");
    assertThat(new Multistart(null, List.of(kept, higher, unclear, unknown)).disputed())
        .containsExactly(higher);
  }

  /** Of the starts that lead to one end, the one that leads there soonest is taken. */
  @Test
  void takesTheShortestWayToAnEnd() {
    Fit fit = Menlo.fit(Examples.model("soybean.yaml"), Examples.data("soybean.yaml"), OPTIONS);
    assertThat(fit.logLikelihood()).isCloseTo(-739.834483, within(1e-5));
    assertThat(fit.certificate().rowPasses()).isLessThan(30);
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
