package dev.menlo.estimator.lindstrombates;

import dev.menlo.engine.Criterion;
import dev.menlo.engine.Quantity;
import dev.menlo.engine.Workspace.FixedEffects;
import dev.menlo.estimator.Certificate;
import dev.menlo.estimator.FixedPoint;
import dev.menlo.estimator.Outcome;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Collects the results of finished fits. */
final class Harvest {
  private final Exchange exchange;
  private final Settings settings;
  private final FitState[] fits;
  private final LmeStep lme;

  Harvest(Exchange exchange, Settings settings, FitState[] fits, LmeStep lme) {
    this.exchange = exchange;
    this.settings = settings;
    this.fits = fits;
    this.lme = lme;
  }

  List<FixedPoint> collect() {
    BitSet usable = new BitSet();
    for (int f = 0; f < fits.length; f++) {
      usable.set(f, fits[f].linearised() && !fits[f].profiled);
    }
    lme.evaluate(usable);
    Information information = new Information(exchange, settings);
    List<FixedPoint> points = new ArrayList<>();
    for (int f = 0; f < fits.length; f++) {
      points.add(point(f, information));
    }
    return points;
  }

  private FixedPoint point(int f, Information information) {
    FitState fit = fits[f];
    int p = fit.beta.length;
    int n = fit.psi.length + 1;
    boolean inferable = fit.linearised() && settings.standardErrors();
    double laplace = fit.linearised() ? laplace(f) : Double.NaN;
    double[] fixed =
        inferable ? information.fixedEffects(f, fit.deviance.sigma2) : Information.filled(p * p);
    double[] variance = inferable ? information.variance(f, fit) : Information.filled(n * n);
    boolean singular = isSingular(fit);
    Outcome outcome =
        fit.outcome == Outcome.CONVERGED && singular ? Outcome.CONVERGED_SINGULAR : fit.outcome;
    return new FixedPoint(
        exchange.workspace.batchIndex(f),
        outcome,
        fit.message,
        fit.badRow,
        fit.outcome == Outcome.ALIASED ? Aliasing.of(exchange.workspace, f) : List.of(),
        fit.beta,
        fit.psi,
        exchange.workspace.read(Quantity.SPHERICAL_EFFECTS, f),
        fit.linearised() ? fit.deviance.sigma2 : Double.NaN,
        fit.linearised() ? -0.5 * fit.deviance.value : Double.NaN,
        laplace,
        fixed,
        variance,
        singular,
        certificate(fit),
        List.copyOf(fit.trace));
  }

  /**
   * {@code -1/2 [N log(2 pi sigma^2) + Q / sigma^2 + log|A| + log|R|]} at the estimates (method.md,
   * eq. 17): u already minimises Q there, and the log determinants of ML are those of the last
   * evaluation.
   */
  private double laplace(int f) {
    if (settings.criterion() != Criterion.ML) {
      exchange.profile(Exchange.only(f), fits, Criterion.ML, FixedEffects.HELD, 0);
    }
    double sigma2 = fits[f].deviance.sigma2;
    int observations = exchange.workspace.design(f).observations();
    return -0.5
        * (observations * Math.log(2 * Math.PI * sigma2)
            + fits[f].penalizedRss / sigma2
            + exchange.profile.logDeterminant[f]);
  }

  private boolean isSingular(FitState fit) {
    boolean[] free = exchange.covariance.free(fit.psi, exchange.covariance.parameters());
    for (boolean moves : free) {
      if (!moves) {
        return true;
      }
    }
    return false;
  }

  /** Largest |g_i| scale_i, in units of the deviance. */
  private static double gradient(FitState fit) {
    double largest = 0;
    for (int i = 0; i < fit.psi.length; i++) {
      largest = Math.max(largest, Math.abs(fit.deviance.gradient[i] * fit.scale[i]));
    }
    return largest;
  }

  private static Certificate certificate(FitState fit) {
    return new Certificate(
        fit.distance,
        fit.contraction,
        gradient(fit),
        fit.curvature,
        fit.boundarySlope,
        fit.rounds,
        fit.rowPasses);
  }
}
