package dev.menlo.estimator.lindstrombates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.engine.Backend;
import dev.menlo.engine.Backends;
import dev.menlo.engine.Batch;
import dev.menlo.engine.Criterion;
import dev.menlo.engine.Curvature;
import dev.menlo.engine.Engine;
import dev.menlo.engine.EngineOptions;
import dev.menlo.engine.Workspace;
import dev.menlo.engine.Workspace.FixedEffects;
import dev.menlo.engine.Workspace.VariancePoint;
import dev.menlo.estimator.BoundExample;
import dev.menlo.estimator.Examples;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;
import dev.menlo.estimator.oracle.Differences;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Gradient and Hessian of the profiled deviance in psi = (theta, delta), against differences. */
class DevianceTest {
  private static final double[] BETA = {17, 52, 7.5};
  private static final double[] PSI = {15, 1, 3, 8, 1, 0.7, 0.9};
  private static final double[] SINGULAR = {15, 1, 3, 8, 1, 0, 0.9};

  @ParameterizedTest
  @EnumSource(Criterion.class)
  void derivativesAreThoseOfTheValue(Criterion criterion) {
    linearised(exchange -> assertDerivatives(exchange, criterion, PSI));
  }

  @ParameterizedTest
  @EnumSource(Criterion.class)
  void derivativesAreExactAtSingularD(Criterion criterion) {
    linearised(exchange -> assertDerivatives(exchange, criterion, SINGULAR));
  }

  /** Soybean with an unstructured D and power variance, linearised at u = 0. */
  private static void linearised(Consumer<Exchange> test) {
    BoundExample soybean =
        BoundExample.of(Examples.model("soybean-power.yaml"), Examples.data("soybean-power.yaml"));
    Backend backend = Backends.named("auto");
    try (Engine engine = backend.prepare(soybean.model().spec(), new EngineOptions(1))) {
      engine.run(
          Batch.of(soybean.data().design(), soybean.data().response()),
          workspace -> {
            test.accept(exchange(workspace, soybean));
            return 0;
          });
    }
  }

  private static Exchange exchange(Workspace workspace, BoundExample example) {
    Exchange exchange =
        new Exchange(workspace, new RandomEffectsCovariance(example.model().levels()));
    exchange.variance(0, PSI);
    workspace.start(BETA, exchange.factor, exchange.delta, null);
    workspace.linearise(Curvature.GAUSS_NEWTON, VariancePoint.OWN, exchange.linearization);
    return exchange;
  }

  private static Deviance at(Exchange exchange, Criterion criterion, double[] psi) {
    exchange.variance(0, psi);
    exchange.profileAtFactor(Exchange.only(0), criterion, FixedEffects.PROFILED, 2);
    Deviance deviance = new Deviance(exchange.covariance, 1);
    int rows = exchange.workspace.design(0).observations();
    deviance.compose(exchange.profile, 0, Deviance.degrees(criterion, rows, 3), psi);
    return deviance;
  }

  private static void assertDerivatives(Exchange exchange, Criterion criterion, double[] psi) {
    Deviance deviance = at(exchange, criterion, psi);
    double[] gradient = Differences.gradient(x -> at(exchange, criterion, x).value, psi);
    double[][] hessian =
        Differences.jacobian(x -> at(exchange, criterion, x).gradient.clone(), psi);
    for (int a = 0; a < psi.length; a++) {
      double size = 1 + Math.abs(gradient[a]);
      assertThat(deviance.gradient[a]).isCloseTo(gradient[a], within(1e-6 * size));
      for (int b = 0; b < psi.length; b++) {
        double scale = 1 + Math.sqrt(Math.abs(hessian[a][a] * hessian[b][b]));
        assertThat(deviance.hessian[a * psi.length + b])
            .as("entry " + List.of(a, b))
            .isCloseTo(hessian[a][b], within(1e-6 * scale));
      }
    }
  }
}
