package dev.menlo.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.engine.Batch;
import dev.menlo.engine.Criterion;
import dev.menlo.engine.Curvature;
import dev.menlo.engine.Engine;
import dev.menlo.engine.EngineOptions;
import dev.menlo.engine.FitStatus;
import dev.menlo.engine.Linearization;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.Profile;
import dev.menlo.engine.Quantity;
import dev.menlo.engine.Solution;
import dev.menlo.engine.Workspace.FixedEffects;
import dev.menlo.engine.Workspace.VariancePoint;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fits large enough that one operation spreads its chunks over the pool. */
class LargeFitTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theSameBitsForAnyNumberOfThreads(int levels) {
    double[] alone = bits(levels, 1);
    assertThat(bits(levels, 2)).isEqualTo(alone);
    assertThat(bits(levels, 5)).isEqualTo(alone);
  }

  /** Everything one round of operations returns. */
  private static double[] bits(int levels, int threads) {
    ModelSpec model =
        levels == 1
            ? Examples.logistic(new int[] {0, 1, 2})
            : Examples.logistic(new int[] {0}, new int[] {1, 2});
    Batch batch = Examples.growth(2, 5000, levels);
    double[] lambda = new double[model.factorLength()];
    for (int i = 0; i < lambda.length; i++) {
      lambda[i] = 1 / (1. + i);
    }
    try (Engine engine = new CpuBackend().prepare(model, new EngineOptions(threads))) {
      return engine
          .run(
              batch,
              w -> {
                w.start(new double[] {20, 50, 8.5}, lambda, new double[0], null);
                Linearization pass = new Linearization(1);
                Solution step = new Solution(model, 1);
                Profile profile = new Profile(model, 1);
                for (int round = 0; round < 2; round++) {
                  w.linearise(Curvature.NEWTON, VariancePoint.OWN, pass);
                  assertThat(pass.status[0]).isEqualTo(FitStatus.OK);
                  w.profile(
                      lambda, new double[0], Criterion.REML, FixedEffects.PROFILED, 2, profile);
                  w.solve(lambda, new double[0], Curvature.NEWTON, new double[] {.1}, step);
                  w.accept(0);
                }
                return Stream.of(
                        pass.penalizedRss,
                        step.predictedRss,
                        step.fixedEffectsStep,
                        profile.logDeterminant,
                        profile.logDeterminantHessian,
                        profile.penalizedRssHessian,
                        w.read(Quantity.RANDOM_EFFECTS, 0))
                    .flatMapToDouble(DoubleStream::of)
                    .toArray();
              })
          .get(0);
    }
  }
}
