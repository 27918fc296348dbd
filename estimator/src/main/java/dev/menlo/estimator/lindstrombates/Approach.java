package dev.menlo.estimator.lindstrombates;

import dev.menlo.engine.Curvature;
import java.util.BitSet;

/**
 * The way from the starting values to where the alternation may begin: damped Gauss-Newton PNLS
 * steps at the initial D, each of which lowers the penalised sum of squares, until one gains little
 * or comes near what its model promised. The exact Hessian is for later: far from the solution it
 * is indefinite in many groups.
 */
final class Approach {
  private static final int MOST_STEPS = 12;
  private static final double ENOUGH = 0.3;

  private final PnlsStep pnls;
  private final LmeStep lme;
  private final FitState[] fits;

  Approach(PnlsStep pnls, LmeStep lme, FitState[] fits) {
    this.pnls = pnls;
    this.lme = lme;
    this.fits = fits;
  }

  void take(BitSet which) {
    BitSet open = (BitSet) which.clone();
    for (int step = 0; step < MOST_STEPS && !open.isEmpty(); step++) {
      lme.value(open);
      keepRunning(open);
      double[] before = new double[fits.length];
      for (int f = open.nextSetBit(0); f >= 0; f = open.nextSetBit(f + 1)) {
        before[f] = fits[f].penalizedRss;
      }
      pnls.take(open, Curvature.GAUSS_NEWTON);
      keepRunning(open);
      for (int f = open.nextSetBit(0); f >= 0; f = open.nextSetBit(f + 1)) {
        if (before[f] - fits[f].penalizedRss < ENOUGH * before[f] && fits[f].damping == 0) {
          open.clear(f);
        }
      }
    }
  }

  private void keepRunning(BitSet open) {
    for (int f = open.nextSetBit(0); f >= 0; f = open.nextSetBit(f + 1)) {
      if (!fits[f].running()) {
        open.clear(f);
      }
    }
  }
}
