package dev.menlo.estimator.lindstrombates;

import dev.menlo.engine.Capability;
import dev.menlo.engine.Curvature;
import dev.menlo.engine.FitStatus;
import dev.menlo.engine.Workspace.VariancePoint;
import dev.menlo.estimator.Outcome;
import dev.menlo.estimator.algebra.Damping;
import java.util.BitSet;

/**
 * The PNLS step: moves (beta, u) towards the minimum of the penalised sum of squares at the present
 * psi and linearises there (method.md, section 4). One Newton step a linearisation, damped after
 * Levenberg and Marquardt until the sum of squares agrees; never a line search.
 */
final class PnlsStep {
  /** Rejections after which psi goes back to where the current point was accepted. */
  private static final int RETREAT = 6;

  private static final int GIVE_UP = 24;
  private static final int MOST_NESTED = 100;

  /**
   * What an error of the model counts against a decrease that it promised: it is of higher order.
   */
  private static final double SQUARE = 1e3;

  /** Relative error of a sum over all rows that is none of the model. */
  private static final double ROUNDING = 1e-14;

  private final Exchange exchange;
  private final FitState[] fits;
  private final Curvature curvature;

  /** Budget and deadline: steps inside a round end with them, as the rounds do. */
  private final Settings settings;

  private final double[][] acceptedPsi;
  private final int[] rejections;

  PnlsStep(Exchange exchange, Settings settings, FitState[] fits, Curvature curvature) {
    this.settings = settings;
    this.exchange = exchange;
    this.fits = fits;
    this.curvature = curvature;
    acceptedPsi = new double[fits.length][];
    rejections = new int[fits.length];
  }

  /** The curvature to use on a backend with these capabilities. */
  static Curvature curvature(java.util.Set<Capability> capabilities) {
    return capabilities.contains(Capability.NEWTON) ? Curvature.NEWTON : Curvature.GAUSS_NEWTON;
  }

  /** Linearises the starting points of a set of fits. */
  void begin(BitSet which) {
    linearisePoints(which);
    for (int f = which.nextSetBit(0); f >= 0; f = which.nextSetBit(f + 1)) {
      if (!fits[f].placed) {
        fits[f].end(atStart(exchange.linearization.status[f]), place(f, "at the starting values"));
      }
    }
  }

  /** Linearises where fits were put back with random effects of 0. */
  void resume(BitSet which) {
    linearisePoints(which);
    for (int f = which.nextSetBit(0); f >= 0; f = which.nextSetBit(f + 1)) {
      if (!fits[f].placed) {
        fits[f].end(
            during(exchange.linearization.status[f]),
            place(
                f, "at the best point with random effects of 0, from where the fit was to go on"));
      }
    }
  }

  private void linearisePoints(BitSet which) {
    exchange.activate(which);
    exchange.workspace.linearise(curvature, VariancePoint.OWN, exchange.linearization);
    for (int f = which.nextSetBit(0); f >= 0; f = which.nextSetBit(f + 1)) {
      fits[f].rowPasses++;
      fits[f].placed = exchange.linearization.status[f] == FitStatus.OK;
      if (fits[f].placed) {
        fits[f].penalizedRss = exchange.linearization.ownPenalizedRss[f];
        acceptedPsi[f] = fits[f].psi.clone();
      }
    }
  }

  /** Says that the current points belong to the fits' present psi: true wherever u = 0. */
  void rebase(BitSet which) {
    for (int f = which.nextSetBit(0); f >= 0; f = which.nextSetBit(f + 1)) {
      rebase(f);
    }
  }

  private void rebase(int f) {
    System.arraycopy(fits[f].psi, 0, acceptedPsi[f], 0, fits[f].psi.length);
  }

  /** Takes the step for every fit of a set, with the exact Hessian where the backend can. */
  void take(BitSet running) {
    take(running, curvature);
  }

  /** Takes the step for every fit of a set on a quadratic model of choice. */
  void take(BitSet running, Curvature model) {
    BitSet open = (BitSet) running.clone();
    java.util.Arrays.fill(rejections, 0);
    for (int pass = 0; !open.isEmpty(); pass++) {
      if (settings.deadline().passed()) {
        open.stream().forEach(f -> fits[f].endAt(settings.deadline()));
        return;
      }
      BitSet proposed = solve(open, model, pass == 0);
      linearise(proposed);
      for (int f = proposed.nextSetBit(0); f >= 0; f = proposed.nextSetBit(f + 1)) {
        double rho = ratio(f);
        if (rho > Damping.TAKEN) {
          accept(f, rho);
          boolean again = fits[f].nested && pass < MOST_NESTED && fits[f].promised > 1e-12;
          open.set(f, again && fits[f].rowPasses < settings.rowPasses());
        } else {
          exchange.workspace.reject(f);
          reject(f);
        }
      }
      for (int f = open.nextSetBit(0); f >= 0; f = open.nextSetBit(f + 1)) {
        if (!fits[f].running() || fits[f].stuck) {
          open.clear(f);
        }
      }
    }
  }

  /**
   * Solves for trial points.
   *
   * @param nearby whether cross-products may be expanded in delta, sparing a row pass; a step that
   *     was rejected is tried again on exact ones
   */
  private BitSet solve(BitSet open, Curvature model, boolean nearby) {
    exchange.activate(open);
    for (int f = open.nextSetBit(0); f >= 0; f = open.nextSetBit(f + 1)) {
      exchange.variance(f, fits[f].psi);
      exchange.damping[f] = fits[f].damping;
    }
    if (nearby) {
      exchange.workspace.solveNearby(
          exchange.factor, exchange.delta, model, exchange.damping, exchange.solution);
    } else {
      exchange.workspace.solve(
          exchange.factor, exchange.delta, model, exchange.damping, exchange.solution);
    }
    BitSet proposed = new BitSet();
    for (int f = open.nextSetBit(0); f >= 0; f = open.nextSetBit(f + 1)) {
      if (exchange.solution.status[f] == FitStatus.OK) {
        proposed.set(f);
      } else {
        exchange.linearization.status[f] = exchange.solution.status[f];
        exchange.linearization.badRow[f] = -1;
        reject(f);
      }
    }
    return proposed;
  }

  private void linearise(BitSet proposed) {
    if (proposed.isEmpty()) {
      return;
    }
    exchange.activate(proposed);
    exchange.workspace.linearise(curvature, VariancePoint.OWN, exchange.linearization);
    for (int f = proposed.nextSetBit(0); f >= 0; f = proposed.nextSetBit(f + 1)) {
      fits[f].rowPasses++;
    }
  }

  /**
   * At an unchanged psi the actual over the promised decrease of the penalised RSS. After a change
   * of psi the two points have no common objective: 1 if the trial comes near what the quadratic
   * model promised, minus infinity if not.
   */
  private double ratio(int f) {
    if (exchange.linearization.status[f] != FitStatus.OK) {
      return Double.NEGATIVE_INFINITY;
    }
    double actual = exchange.linearization.penalizedRss[f];
    double current = fits[f].penalizedRss;
    double promised = exchange.solution.predictedRss[f];
    if (java.util.Arrays.equals(acceptedPsi[f], fits[f].psi)) {
      return Damping.ratio(current, actual, promised);
    }
    double most = promised + Math.max(0.5 * Math.abs(current - promised), 0.25 * promised);
    return Double.isFinite(actual) && actual <= most ? 1 : Double.NEGATIVE_INFINITY;
  }

  private void accept(int f, double rho) {
    FitState fit = fits[f];
    exchange.workspace.accept(f);
    fit.profiled = false;
    int p = fit.beta.length;
    for (int j = 0; j < p; j++) {
      fit.beta[j] += exchange.solution.fixedEffectsStep[f * p + j];
    }
    fit.fixedChange = length(f);
    double bottom = exchange.solution.predictedRss[f];
    double gain = Math.max(0, fit.penalizedRss - bottom);
    double error = Math.abs(exchange.linearization.penalizedRss[f] - bottom) - ROUNDING * bottom;
    fit.promised = gain / fit.penalizedRss;
    fit.unsettled = Math.min(gain, SQUARE * Math.max(0, error)) / fit.deviance.sigma2;
    fit.penalizedRss = exchange.linearization.ownPenalizedRss[f];
    fit.damping = Damping.after(fit.damping, rho);
    rejections[f] = 0;
    rebase(f);
  }

  private void reject(int f) {
    FitState fit = fits[f];
    rejections[f]++;
    fit.damping = Damping.afterRefusal(fit.damping);
    if (rejections[f] == RETREAT) {
      System.arraycopy(acceptedPsi[f], 0, fit.psi, 0, fit.psi.length);
      fit.damping = Damping.afterRefusal(0);
      fit.radius = Math.max(1e-3, fit.radius / 4);
    }
    if (rejections[f] > GIVE_UP && fit.mixing == null && fit.bestBeta != null) {
      fit.stuck = true;
    } else if (rejections[f] > GIVE_UP) {
      FitStatus status = exchange.linearization.status[f];
      if (status == FitStatus.OK) {
        fit.end(Outcome.NOT_CONVERGED, "no step lowers the penalised sum of squares any more");
      } else {
        fit.end(during(status), place(f, "at every step from the best point"));
      }
    }
  }

  /** sqrt(dbeta' X'V^{-1}X dbeta / sigma^2): bounds the change of each beta in standard errors. */
  private double length(int f) {
    int p = fits[f].beta.length;
    double sum = 0;
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        sum +=
            exchange.solution.fixedEffectsStep[f * p + i]
                * exchange.profile.fixedEffectsInformation[(f * p + i) * p + j]
                * exchange.solution.fixedEffectsStep[f * p + j];
      }
    }
    return Math.sqrt(Math.max(0, sum) / fits[f].deviance.sigma2);
  }

  private static Outcome atStart(FitStatus status) {
    return status == FitStatus.NON_FINITE_MEAN ? Outcome.INFINITE_AT_START : during(status);
  }

  private static Outcome during(FitStatus status) {
    return switch (status) {
      case NON_FINITE_MEAN -> Outcome.INFINITE_MEAN;
      case NON_FINITE_VARIANCE -> Outcome.INVALID_VARIANCE;
      case RANK_DEFICIENT -> Outcome.ALIASED;
      case OUT_OF_MEMORY, DEVICE_LOST -> Outcome.DEVICE_FAILURE;
      default -> Outcome.BREAKDOWN;
    };
  }

  private String place(int f, String where) {
    int row = exchange.linearization.badRow[f];
    fits[f].badRow = row;
    return switch (exchange.linearization.status[f]) {
      case NON_FINITE_MEAN -> "the mean is not finite " + where;
      case NON_FINITE_VARIANCE -> "the residual variance or correlation is not valid " + where;
      case RANK_DEFICIENT -> "some fixed effects are aliased: the data cannot tell them apart";
      default -> "the backend reports " + exchange.linearization.status[f] + " " + where;
    };
  }
}
