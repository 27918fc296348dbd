package dev.menlo.estimator.lindstrombates;

import dev.menlo.engine.Criterion;
import dev.menlo.estimator.Outcome;
import java.util.BitSet;

/**
 * What becomes of fits that the alternation cannot finish: those that do not contract though
 * damped, come back to saddles, or have no acceptable step left. They go back to their best point
 * so far, the round with the largest Laplace log likelihood (method.md, eq. 17), and are continued
 * by {@link Mixing} with each step converged inside the other.
 */
final class Fallback {
  private static final String SADDLE =
      "the only fixed points found are saddles: at a variance of zero the linearised likelihood"
          + " still rises, and no maximum was found away from it; drop that random effect";

  private final Exchange exchange;
  private final Settings settings;
  private final FitState[] fits;
  private final PnlsStep pnls;

  Fallback(Exchange exchange, Settings settings, FitState[] fits, PnlsStep pnls) {
    this.exchange = exchange;
    this.settings = settings;
    this.fits = fits;
    this.pnls = pnls;
  }

  /** Keeps the point of a round if its Laplace log likelihood is the largest so far. */
  void remember(int f) {
    FitState fit = fits[f];
    double sigma2 = fit.deviance.sigma2;
    int p = settings.criterion() == Criterion.ML ? 0 : fit.beta.length;
    int observations = exchange.workspace.design(f).observations();
    double nu = observations - p;
    double logDeterminant = fit.deviance.value - nu * (1 + Math.log(2 * Math.PI * sigma2));
    double laplace =
        -0.5
            * (observations * Math.log(2 * Math.PI * sigma2)
                + fit.penalizedRss / sigma2
                + logDeterminant);
    if (laplace > fit.bestLaplace) {
      fit.bestLaplace = laplace;
      fit.bestBeta = fit.beta.clone();
      fit.bestPsi = fit.psi.clone();
    }
  }

  /** The psi of fits in the fallback, before the LME step. */
  double[][] before(BitSet running) {
    double[][] psi = new double[fits.length][];
    for (int f = running.nextSetBit(0); f >= 0; f = running.nextSetBit(f + 1)) {
      psi[f] = fits[f].mixing == null ? null : fits[f].psi.clone();
    }
    return psi;
  }

  /** Replaces the LME step's psi by the mixed one. */
  void mix(BitSet running, double[][] before) {
    for (int f = running.nextSetBit(0); f >= 0; f = running.nextSetBit(f + 1)) {
      FitState fit = fits[f];
      if (before[f] != null) {
        double[] next = fit.mixing.next(before[f], fit.psi, fit.scale);
        System.arraycopy(next, 0, fit.psi, 0, next.length);
        fit.profiled = false;
      }
    }
  }

  /** Begins the fallback for fits that are stuck. */
  void rescue(BitSet running) {
    for (int f = running.nextSetBit(0); f >= 0; f = running.nextSetBit(f + 1)) {
      if (fits[f].running() && fits[f].stuck) {
        fits[f].stuck = false;
        begin(f);
      }
    }
  }

  /** After a fit has left a saddle: the fallback if it keeps coming back, else a fresh memory. */
  void afterEscape(int f) {
    FitState fit = fits[f];
    if (Optimality.returns(fit)) {
      fit.mixing = new Mixing();
      fit.nested = true;
      fit.relaxation = 1;
      fit.remark = "the fit comes back to a saddle: continued by mixing";
    } else if (fit.mixing != null) {
      fit.mixing = new Mixing();
    }
  }

  /**
   * Goes back to the best point, if the likelihood was finite anywhere, and continues by mixing.
   */
  void begin(int f) {
    FitState fit = fits[f];
    fit.mixing = new Mixing();
    fit.nested = true;
    fit.relaxation = 1;
    fit.damping = 0;
    fit.changes.clear();
    fit.remark = "no contraction: continued from the best point by mixing";
    if (fit.bestBeta != null) {
      goTo(f, fit.bestBeta, fit.bestPsi);
    }
  }

  /**
   * Returns fits that found no maximum to the saddle that they were at, which is a fixed point at
   * least, and says so.
   */
  void restoreSaddles() {
    for (int f = 0; f < fits.length; f++) {
      FitState fit = fits[f];
      if (fit.saddleBeta != null && !fit.outcome.converged() && fit.outcome != Outcome.TIME_LIMIT) {
        fit.outcome = null;
        fit.stuck = false;
        goTo(f, fit.saddleBeta, fit.saddlePsi);
        fit.boundarySlope = fit.saddleSlope;
        fit.distance = Double.NaN;
        fit.badRow = -1;
        fit.end(Outcome.NOT_CONVERGED, SADDLE);
      }
    }
  }

  private void goTo(int f, double[] toBeta, double[] toPsi) {
    FitState fit = fits[f];
    System.arraycopy(toBeta, 0, fit.beta, 0, fit.beta.length);
    System.arraycopy(toPsi, 0, fit.psi, 0, fit.psi.length);
    fit.profiled = false;
    BitSet one = Exchange.only(f);
    double[] beta = new double[fits.length * fit.beta.length];
    System.arraycopy(fit.beta, 0, beta, f * fit.beta.length, fit.beta.length);
    exchange.variance(f, fit.psi);
    exchange.activate(one);
    exchange.workspace.start(beta, exchange.factor, exchange.delta, null);
    pnls.resume(one);
    if (fit.running()) {
      pnls.take(one);
    }
  }
}
