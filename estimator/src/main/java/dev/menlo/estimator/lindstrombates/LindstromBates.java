package dev.menlo.estimator.lindstrombates;

import dev.menlo.engine.Backend;
import dev.menlo.engine.Curvature;
import dev.menlo.engine.Workspace;
import dev.menlo.estimator.FitListener;
import dev.menlo.estimator.FixedPoint;
import dev.menlo.estimator.IterationRecord;
import dev.menlo.estimator.Outcome;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;
import java.util.BitSet;
import java.util.List;

/**
 * The Lindstrom-Bates alternation for all fits of a workspace, in lockstep (Lindstrom and Bates
 * 1990, Biometrics 46:673; docs/method.md, sections 3 to 6).
 *
 * <p>Deviations from the paper: (1) one Newton step of each kind a linearisation instead of each
 * step converged inside the other, with the same fixed point; (2) square roots of D instead of
 * logarithms; (3) optimality judged on D, and saddles left; (4) the certificate; (5) a secant
 * method where the alternation does not contract.
 */
public final class LindstromBates {
  private final Exchange exchange;
  private final Settings settings;
  private final FitListener listener;
  private final FitState[] fits;
  private final LmeStep lme;
  private final PnlsStep pnls;
  private final Certifier certifier;
  private final Optimality optimality;
  private final Fallback fallback;

  /**
   * Prepares the fits of a workspace.
   *
   * @param curvature of the PNLS step; NEWTON where the backend can
   * @param starts where each fit of the batch starts, by batch index
   */
  public LindstromBates(
      Workspace workspace,
      RandomEffectsCovariance covariance,
      Curvature curvature,
      List<StartPoint> starts,
      Settings settings,
      FitListener listener) {
    this.exchange = new Exchange(workspace, covariance);
    this.settings = settings;
    this.listener = listener;
    this.fits = new Starter(exchange).states(starts);
    this.lme = new LmeStep(exchange, settings, fits);
    this.pnls = new PnlsStep(exchange, settings, fits, curvature);
    this.certifier = new Certifier(settings);
    this.optimality = new Optimality(lme, covariance);
    this.fallback = new Fallback(exchange, settings, fits, pnls);
  }

  /** The curvature of the PNLS step on a backend: exact where it can. */
  public static Curvature curvature(Backend backend) {
    return PnlsStep.curvature(backend.capabilities());
  }

  /** Runs every fit to its end and returns the results in workspace order. */
  public List<FixedPoint> run() {
    begin();
    keepTime();
    while (!running().isEmpty()) {
      double[][] psi = fallback.before(running());
      lme.take(running());
      fallback.mix(running(), psi);
      pnls.take(running());
      fallback.rescue(running());
      certify(running());
      keepTime();
    }
    fallback.restoreSaddles();
    return new Harvest(exchange, settings, fits, lme).collect();
  }

  /** Linearises at the starting values, sizes D by the Jacobian and EM, and approaches. */
  private void begin() {
    new Starter(exchange).place(fits);
    keepTime();
    pnls.begin(running());
    new InitialFactor(exchange, fits).size(running());
    pnls.rebase(running());
    new EmStart(exchange, settings, fits).take(running());
    new Approach(pnls, lme, fits).take(running());
  }

  /** Ends what still runs when the run's time is up. */
  private void keepTime() {
    if (settings.deadline().passed()) {
      running().stream().forEach(f -> fits[f].endAt(settings.deadline()));
    }
  }

  private void certify(BitSet which) {
    BitSet certified = new BitSet();
    for (int f = which.nextSetBit(0); f >= 0; f = which.nextSetBit(f + 1)) {
      record(f);
      certified.set(f, certifier.certify(fits[f]));
      fits[f].lastLogLikelihood = -0.5 * fits[f].deviance.value;
    }
    lme.evaluate(certified);
    for (int f = which.nextSetBit(0); f >= 0; f = which.nextSetBit(f + 1)) {
      if (fits[f].running()) {
        settle(f, certified.get(f));
      }
    }
  }

  private void settle(int f, boolean certified) {
    FitState fit = fits[f];
    if (certified && optimality.holds(f, fit)) {
      fit.end(Outcome.CONVERGED, "converged");
    } else if (certified && fit.running()) {
      fit.changes.clear();
      fallback.afterEscape(f);
    } else if (!fit.running()) {
      return;
    } else if (fit.rounds >= settings.rounds() || fit.rowPasses >= settings.rowPasses()) {
      fit.end(Outcome.NOT_CONVERGED, "not certified within " + fit.rounds + " rounds");
    } else if (certifier.dampCycles(fit)) {
      fallback.begin(f);
    }
  }

  private void record(int f) {
    FitState fit = fits[f];
    fit.rounds++;
    IterationRecord round =
        new IterationRecord(
            fit.rounds,
            -0.5 * fit.deviance.value,
            fit.penalizedRss,
            Math.max(fit.fixedChange, fit.varianceChange),
            fit.damping,
            fit.remark);
    fit.remark = "";
    fallback.remember(f);
    if (settings.trace()) {
      fit.trace.add(round);
    }
    listener.round(exchange.workspace.batchIndex(f), round);
  }

  private BitSet running() {
    BitSet set = new BitSet(fits.length);
    for (int f = 0; f < fits.length; f++) {
      set.set(f, fits[f].running());
    }
    return set;
  }
}
