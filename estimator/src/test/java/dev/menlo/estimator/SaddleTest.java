package dev.menlo.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.engine.Backend;
import dev.menlo.engine.Backends;
import dev.menlo.engine.Batch;
import dev.menlo.engine.Engine;
import dev.menlo.engine.EngineOptions;
import dev.menlo.estimator.lindstrombates.StartPoint;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The orange trees with three independent random effects have a fixed point at var(U2) = 0 whose
 * linearised likelihood is higher than the right answer's, but still rises inward: a saddle that no
 * start may end in.
 */
class SaddleTest {
  private static final double[] SADDLE = {191.318906, 723.760779, 346.251642};
  private static final double SADDLE_LIKELIHOOD = -131.5456578;
  private static final double LIKELIHOOD = -131.5507771;

  private static FixedPoint from(double... theta) {
    BoundExample orange =
        BoundExample.of(Examples.model("orange-3i.yaml"), Examples.data("orange-3i.yaml"));
    FitOptions options = FitOptions.defaults().withThreads(1).withTrace(true);
    Backend backend = Backends.named("auto");
    try (Engine engine = backend.prepare(orange.model().spec(), new EngineOptions(1))) {
      return new BatchFit(backend, engine, orange.model(), options)
          .run(
              Batch.of(orange.data().design(), orange.data().response()),
              List.of(new StartPoint(SADDLE, theta, new double[0])),
              FitListener.SILENT)
          .get(0);
    }
  }

  private static void assertRight(FixedPoint end) {
    assertThat(end.outcome()).isEqualTo(Outcome.CONVERGED);
    assertThat(end.logLikelihood()).isCloseTo(LIKELIHOOD, within(1e-6));
    assertThat(end.sigma2() * end.psi()[1] * end.psi()[1]).isCloseTo(141.04858, within(0.003));
  }

  @Test
  void isLeftWhenTheFitStartsInIt() {
    FixedPoint end = from(Math.sqrt(962.1542 / 59.5), 0, Math.sqrt(297.9726 / 59.5));
    assertThat(end.trace())
        .anyMatch(r -> r.remark().equals("left a saddle at zero variance: var(U2)"));
    assertThat(end.trace()).anyMatch(r -> Math.abs(r.logLikelihood() - SADDLE_LIKELIHOOD) < 1e-6);
    assertRight(end);
  }

  @Test
  void isLeftFromNoVarianceAtAll() {
    assertRight(from(0, 0, 0));
  }

  @Test
  void isLeftFromOneLargeVariance() {
    assertRight(from(0, 20, 0));
  }

  @Test
  void theFitSaysThatTheVarianceIsNotIdentified() {
    Fit fit = ReferenceFit.named("orange-3i").fit(FitOptions.defaults().withThreads(1));
    assertThat(fit.warnings())
        .anyMatch(
            w ->
                w.code() == Warning.Code.NOT_IDENTIFIED
                    && w.message().startsWith("var(U2) (tree) is not identified"));
  }
}
