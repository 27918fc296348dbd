package dev.menlo.estimator.lindstrombates;

import dev.menlo.engine.ModelSpec;
import java.util.List;

/** Puts the fits of a workspace at their starting points. */
final class Starter {
  private final Exchange exchange;

  Starter(Exchange exchange) {
    this.exchange = exchange;
  }

  /** The states of the fits, theta not yet sized. */
  FitState[] states(List<StartPoint> starts) {
    ModelSpec model = exchange.workspace.model();
    int t = exchange.covariance.parameters();
    int r = model.residual().parameters();
    FitState[] fits = new FitState[exchange.workspace.fits()];
    for (int f = 0; f < fits.length; f++) {
      StartPoint start = starts.get(exchange.workspace.batchIndex(f));
      fits[f] =
          new FitState(
              start.beta(), t + r, model.allRandomEffects(), new Deviance(exchange.covariance, r));
      if (start.theta() != null) {
        System.arraycopy(start.theta(), 0, fits[f].psi, 0, t);
        fits[f].thetaGiven = true;
      }
      System.arraycopy(start.delta(), 0, fits[f].psi, t, r);
    }
    return fits;
  }

  /** Makes the starting points the current points of the workspace, with u = 0. */
  void place(FitState[] fits) {
    int p = exchange.workspace.model().fixedEffects();
    double[] beta = new double[fits.length * p];
    for (int f = 0; f < fits.length; f++) {
      System.arraycopy(fits[f].beta, 0, beta, f * p, p);
      exchange.variance(f, fits[f].psi);
    }
    exchange.workspace.start(beta, exchange.factor, exchange.delta, null);
  }
}
