package dev.menlo.estimator.predict;

import dev.menlo.engine.Backend;
import dev.menlo.engine.Backends;
import dev.menlo.engine.Batch;
import dev.menlo.engine.Curvature;
import dev.menlo.engine.Engine;
import dev.menlo.engine.EngineOptions;
import dev.menlo.engine.FitStatus;
import dev.menlo.engine.Linearization;
import dev.menlo.engine.Workspace;
import dev.menlo.engine.Workspace.VariancePoint;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;
import dev.menlo.estimator.data.DataException;
import java.util.Arrays;
import java.util.function.Function;

/**
 * A fit put back on a backend where it ended: the current point is (beta, u, Lambda, delta), it is
 * linearised, and the variance point is at its own means.
 */
public final class Reopened {
  private Reopened() {}

  /**
   * Works on the workspace of a fit, of which it is the only one (number 0).
   *
   * @param fitted a fit with estimates
   * @param work what to do there, such as {@code w -> w.read(Quantity.MEAN, 0)}
   * @throws DataException if the fit has no estimates, or the backend cannot evaluate them
   * @throws dev.menlo.engine.BackendUnavailableException if the backend of its options cannot run
   */
  public static <T> T at(FittedModel fitted, Function<Workspace, T> work) {
    fitted.requireEstimates();
    FitOptions options = fitted.options();
    Backend backend = Backends.named(options.backend());
    Batch batch = Batch.of(fitted.data().design(), fitted.data().response());
    try (Engine engine =
        backend.prepare(fitted.lowered().spec(), new EngineOptions(options.threads()))) {
      return engine
          .run(
              batch,
              workspace -> {
                place(workspace, fitted);
                return work.apply(workspace);
              })
          .get(0);
    }
  }

  private static void place(Workspace workspace, FittedModel fitted) {
    RandomEffectsCovariance covariance = new RandomEffectsCovariance(fitted.lowered().levels());
    double[] psi = fitted.point().psi();
    double[] factor = new double[covariance.factorLength()];
    covariance.factor(psi, factor, 0);
    double[] delta = Arrays.copyOfRange(psi, covariance.parameters(), psi.length);
    workspace.start(fitted.point().beta(), factor, delta, fitted.point().sphericalEffects());
    Linearization linearization = new Linearization(1);
    workspace.linearise(Curvature.GAUSS_NEWTON, VariancePoint.OWN, linearization);
    if (linearization.status[0] != FitStatus.OK) {
      throw new DataException(
          "the backend reports "
              + linearization.status[0]
              + " at the estimates of the fit"
              + (linearization.badRow[0] < 0
                  ? ""
                  : " (" + fitted.data().place(linearization.badRow[0]) + ")")
              + "; fit the model again on this backend");
    }
  }
}
