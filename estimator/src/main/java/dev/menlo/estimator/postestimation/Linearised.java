package dev.menlo.estimator.postestimation;

import dev.menlo.engine.Backends;
import dev.menlo.engine.Batch;
import dev.menlo.engine.Engine;
import dev.menlo.engine.EngineOptions;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;
import dev.menlo.engine.program.ProgramBuilder;
import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;
import dev.menlo.estimator.lindstrombates.FrozenLikelihood;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The linear mixed model that a fit ends with, {@code w = X dbeta + Z b + e}, on a backend. A fixed
 * effect held at another value is a response less {@code X_j d} (method.md, eq. 19): the
 * linearisation, which does not depend on the response, stays.
 */
final class Linearised implements AutoCloseable {
  private final FittedModel fitted;
  private final double[] beta;
  private final Engine engine;
  private final RandomEffectsCovariance covariance;

  private Linearised(FittedModel fitted, ModelSpec spec, double[] beta) {
    this.fitted = fitted;
    this.beta = beta;
    this.covariance = new RandomEffectsCovariance(fitted.lowered().levels());
    this.engine =
        Backends.named(fitted.options().backend())
            .prepare(spec, new EngineOptions(fitted.options().threads()));
  }

  /**
   * The model of a fit.
   *
   * @throws dev.menlo.estimator.data.DataException if the fit has no estimates
   */
  static Linearised of(FittedModel fitted) {
    fitted.requireEstimates();
    return new Linearised(fitted, fitted.lowered().spec(), fitted.point().beta());
  }

  /** The same model with a fixed effect as a constant, its estimate. */
  static Linearised without(FittedModel fitted, int fixedEffect) {
    fitted.requireEstimates();
    ModelSpec full = fitted.lowered().spec();
    double[] beta = fitted.point().beta();
    ModelSpec held =
        new ModelSpec(
            held(full.mean(), fixedEffect, beta[fixedEffect]),
            full.covariates(),
            full.fixedEffects() - 1,
            full.randomEffects(),
            full.residual());
    double[] others =
        IntStream.range(0, beta.length)
            .filter(j -> j != fixedEffect)
            .mapToDouble(j -> beta[j])
            .toArray();
    return new Linearised(fitted, held, others);
  }

  private static Program held(Program mean, int fixedEffect, double value) {
    ProgramBuilder builder = new ProgramBuilder();
    int[] outputs =
        builder.append(
            mean,
            (op, index) -> {
              if (op != Op.FIXED_EFFECT || index < fixedEffect) {
                return builder.input(op, index);
              }
              return index == fixedEffect
                  ? builder.constant(value)
                  : builder.fixedEffect(index - 1);
            });
    return builder.build(outputs);
  }

  /** Works on the likelihood at the fit's own response. */
  <T> T with(Function<FrozenLikelihood, T> work) {
    return with(fitted.data().response(), work);
  }

  /** Works on the likelihood at a response, one a row of the design. */
  <T> T with(double[] response, Function<FrozenLikelihood, T> work) {
    return engine
        .run(
            Batch.of(fitted.data().design(), response),
            workspace ->
                work.apply(new FrozenLikelihood(workspace, covariance, beta, fitted.point())))
        .get(0);
  }

  /**
   * The response less {@code X_j d}.
   *
   * @param jacobian dmu/dbeta of the fit's model, rows x p, column-major
   */
  double[] shifted(double[] jacobian, int j, double d) {
    double[] response = fitted.data().response().clone();
    for (int i = 0; i < response.length; i++) {
      response[i] -= d * jacobian[j * response.length + i];
    }
    return response;
  }

  @Override
  public void close() {
    engine.close();
  }
}
