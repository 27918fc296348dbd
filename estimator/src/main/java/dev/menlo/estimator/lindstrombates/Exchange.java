package dev.menlo.estimator.lindstrombates;

import dev.menlo.engine.Criterion;
import dev.menlo.engine.Linearization;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.Profile;
import dev.menlo.engine.Solution;
import dev.menlo.engine.Workspace;
import dev.menlo.engine.Workspace.FixedEffects;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;
import java.util.BitSet;

/** What travels between the estimator and one workspace: arguments and results, allocated once. */
final class Exchange {
  final Workspace workspace;
  final RandomEffectsCovariance covariance;
  final double[] factor;
  final double[] delta;
  final double[] damping;
  final Linearization linearization;
  final Solution solution;
  final Profile profile;

  Exchange(Workspace workspace, RandomEffectsCovariance covariance) {
    this.workspace = workspace;
    this.covariance = covariance;
    ModelSpec model = workspace.model();
    int fits = workspace.fits();
    factor = new double[fits * model.factorLength()];
    delta = new double[fits * model.residual().parameters()];
    damping = new double[fits];
    linearization = new Linearization(fits);
    solution = new Solution(model, fits);
    profile = new Profile(model, fits);
  }

  /** Makes exactly these fits active. */
  void activate(BitSet fits) {
    workspace.active().setAll(fits);
  }

  /** Evaluates the linearised likelihood of these fits at their psi into {@link #profile}. */
  void profile(
      BitSet which, FitState[] fits, Criterion criterion, FixedEffects fixed, int derivatives) {
    for (int f = which.nextSetBit(0); f >= 0; f = which.nextSetBit(f + 1)) {
      variance(f, fits[f].psi);
    }
    profileAtFactor(which, criterion, fixed, derivatives);
  }

  /** The same at the factors that {@link #factor} and {@link #delta} hold now. */
  void profileAtFactor(BitSet which, Criterion criterion, FixedEffects fixed, int derivatives) {
    activate(which);
    workspace.profile(factor, delta, criterion, fixed, derivatives, profile);
  }

  /** The set of one fit. */
  static BitSet only(int fit) {
    BitSet one = new BitSet();
    one.set(fit);
    return one;
  }

  /** Puts a fit's variance parameters psi = (theta, delta) into the arguments. */
  void variance(int fit, double[] psi) {
    int t = covariance.parameters();
    int r = psi.length - t;
    covariance.factor(psi, factor, fit * covariance.factorLength());
    System.arraycopy(psi, t, delta, fit * r, r);
  }
}
