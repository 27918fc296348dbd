package dev.menlo.estimator.lindstrombates;

import dev.menlo.engine.FitStatus;
import dev.menlo.engine.Workspace.FixedEffects;
import dev.menlo.estimator.Outcome;
import dev.menlo.estimator.algebra.Damping;
import java.util.BitSet;

/**
 * The LME step: improves psi = (theta, delta) on the likelihood of the linearised model (method.md,
 * section 5). Far from its optimum it iterates; close to it one Newton step is taken unseen,
 * because the next linearisation evaluates there anyway.
 */
final class LmeStep {
  /** Newton decrement a group below which one step is enough for this linearisation. */
  private static final double STAY = 0.02;

  /** Scaled length up to which a Newton step is taken without looking. */
  private static final double UNSEEN = 0.3;

  private static final double SMALLEST_RADIUS = 1e-8;
  private static final int MOST_STEPS = 50;

  private final Exchange exchange;
  private final Settings settings;
  private final FitState[] fits;
  private final TrustRegion[] regions;
  private final double[][] from;
  private final Deviance trial;

  LmeStep(Exchange exchange, Settings settings, FitState[] fits) {
    this.exchange = exchange;
    this.settings = settings;
    this.fits = fits;
    int n = fits.length == 0 ? 0 : fits[0].psi.length;
    regions = new TrustRegion[fits.length];
    from = new double[fits.length][];
    for (int f = 0; f < fits.length; f++) {
      regions[f] = new TrustRegion(n);
    }
    trial = new Deviance(exchange.covariance, exchange.workspace.model().residual().parameters());
  }

  /** Takes the step for every fit of a set. */
  void take(BitSet running) {
    evaluate(running);
    BitSet open = alive(running);
    for (int f = open.nextSetBit(0); f >= 0; f = open.nextSetBit(f + 1)) {
      exchange.covariance.scales(fits[f].psi, fits[f].typical, fits[f].scale);
      propose(f);
      fits[f].varianceChange = Math.sqrt(0.5 * regions[f].decrement);
    }
    for (int step = 0; step < MOST_STEPS && !open.isEmpty(); step++) {
      takeUnseen(open);
      tryOut(open);
    }
  }

  /** Evaluates the linearised likelihood of these fits at their psi, with derivatives. */
  void evaluate(BitSet which) {
    evaluate(which, 2);
  }

  /** Evaluates the value only; the derivatives that the fits hold are then those of before. */
  void value(BitSet which) {
    evaluate(which, 0);
  }

  private void evaluate(BitSet which, int derivatives) {
    profile(which, derivatives);
    for (int f = which.nextSetBit(0); f >= 0; f = which.nextSetBit(f + 1)) {
      FitStatus status = exchange.profile.status[f];
      if (status == FitStatus.OK && derivatives == 0) {
        fits[f].deviance.composeValue(exchange.profile, f, degrees(f));
      } else if (status == FitStatus.OK) {
        fits[f].deviance.compose(exchange.profile, f, degrees(f), fits[f].psi);
        fits[f].profiled = true;
      } else if (fits[f].running()) {
        fits[f].end(outcome(status), explain(status));
      }
    }
  }

  /** The deviance of one fit at some psi; infinite where it does not exist. */
  double valueAt(int f, double[] psi) {
    double[] kept = fits[f].psi.clone();
    System.arraycopy(psi, 0, fits[f].psi, 0, psi.length);
    profile(Exchange.only(f), 0);
    fits[f].profiled = false;
    System.arraycopy(kept, 0, fits[f].psi, 0, psi.length);
    return exchange.profile.status[f] == FitStatus.OK
        ? Deviance.value(exchange.profile, f, degrees(f))
        : Double.POSITIVE_INFINITY;
  }

  private void profile(BitSet which, int derivatives) {
    exchange.profile(which, fits, settings.criterion(), FixedEffects.PROFILED, derivatives);
  }

  int degrees(int f) {
    return Deviance.degrees(
        settings.criterion(),
        exchange.workspace.design(f).observations(),
        exchange.workspace.model().fixedEffects());
  }

  private BitSet alive(BitSet running) {
    BitSet open = new BitSet();
    for (int f = running.nextSetBit(0); f >= 0; f = running.nextSetBit(f + 1)) {
      open.set(f, fits[f].running() && fits[f].psi.length > 0);
    }
    return open;
  }

  private void propose(int f) {
    FitState fit = fits[f];
    StepCoordinates step = fit.coordinates;
    step.differentiate(fit.psi, fit.deviance.gradient, fit.deviance.hessian);
    regions[f].solve(step.gradient, step.hessian, fit.scale, fit.radius);
    if (from[f] == null) {
      from[f] = new double[fit.psi.length];
    }
    System.arraycopy(fit.psi, 0, from[f], 0, fit.psi.length);
  }

  /** Moves fits that are close enough to trust the model, and takes them off the list. */
  private void takeUnseen(BitSet open) {
    for (int f = open.nextSetBit(0); f >= 0; f = open.nextSetBit(f + 1)) {
      TrustRegion region = regions[f];
      boolean small = region.decrement <= 1e-14;
      boolean trusted =
          region.newton
              && region.length <= UNSEEN
              && region.decrement <= STAY * groups(f)
              && !fits[f].nested;
      if (small || trusted) {
        move(f);
        open.clear(f);
      }
    }
  }

  /** Evaluates the steps of the others and keeps those that lower the deviance. */
  private void tryOut(BitSet open) {
    if (open.isEmpty()) {
      return;
    }
    for (int f = open.nextSetBit(0); f >= 0; f = open.nextSetBit(f + 1)) {
      move(f);
    }
    profile(open, 2);
    for (int f = open.nextSetBit(0); f >= 0; f = open.nextSetBit(f + 1)) {
      if (exchange.profile.status[f] == FitStatus.OK) {
        trial.compose(exchange.profile, f, degrees(f), fits[f].psi);
      } else {
        trial.value = Double.POSITIVE_INFINITY;
      }
      if (settle(f)) {
        open.clear(f);
      }
    }
  }

  /** Accepts or rejects a tried step; true when the fit is done for this round. */
  private boolean settle(int f) {
    FitState fit = fits[f];
    TrustRegion region = regions[f];
    double decrease = fit.deviance.value - trial.value;
    double noise = 1e-12 * Math.abs(fit.deviance.value);
    if (!(decrease >= Damping.TAKEN * region.predicted - noise)) {
      System.arraycopy(from[f], 0, fit.psi, 0, fit.psi.length);
      fit.radius = 0.25 * region.length;
      if (fit.radius < SMALLEST_RADIUS) {
        fit.radius = 1;
        return true;
      }
      propose(f);
      return false;
    }
    if (decrease > 0.75 * region.predicted && region.length > 0.8 * fit.radius) {
      fit.radius *= 2;
    } else if (decrease < 0.25 * region.predicted) {
      fit.radius = Math.max(0.25 * region.length, 1e-3);
    }
    fit.deviance.copy(trial);
    double stay = fit.nested ? 1e-12 : STAY * groups(f);
    exchange.covariance.scales(fit.psi, fit.typical, fit.scale);
    propose(f);
    return region.decrement <= stay;
  }

  private void move(int f) {
    fits[f].profiled = false;
    fits[f].coordinates.move(from[f], regions[f].step, fits[f].relaxation, fits[f].psi);
  }

  private int groups(int f) {
    int levels = exchange.workspace.model().levels();
    return Math.max(1, exchange.workspace.design(f).groups(levels));
  }

  private static Outcome outcome(FitStatus status) {
    return switch (status) {
      case RANK_DEFICIENT -> Outcome.ALIASED;
      case NON_FINITE_VARIANCE -> Outcome.INVALID_VARIANCE;
      case NON_FINITE_MEAN -> Outcome.INFINITE_MEAN;
      case OUT_OF_MEMORY, DEVICE_LOST -> Outcome.DEVICE_FAILURE;
      default -> Outcome.BREAKDOWN;
    };
  }

  private static String explain(FitStatus status) {
    return switch (status) {
      case RANK_DEFICIENT ->
          "some fixed effects are aliased: the data cannot tell them apart; drop one of them";
      case NON_FINITE_VARIANCE -> "the residual variance or correlation is not valid";
      default -> "the linearised likelihood could not be evaluated (" + status + ")";
    };
  }
}
