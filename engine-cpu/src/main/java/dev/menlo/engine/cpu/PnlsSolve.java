package dev.menlo.engine.cpu;

import dev.menlo.engine.FitStatus;
import java.util.Arrays;

/**
 * Solves the damped quadratic PNLS model of one fit for its trial point: up sweep, root, down
 * sweep. Under Newton a fit whose outer level or root is indefinite is solved again with
 * Gauss-Newton.
 */
final class PnlsSolve {
  private final ModelLayout layout;
  private final UpSweep sweep;
  private final BackSubstitution back;
  private final NewtonModel newtonModel;
  private final RootSystem root;
  private final double[] scale;

  /** dbeta, p entries. */
  final double[] fixedEffectsStep;

  /** The undamped quadratic model at the trial point. */
  double predictedRss;

  /** Groups of level K that fell back on Gauss-Newton. */
  int fallbacks;

  PnlsSolve(CompiledModel model, ChunkRunner runner, UpSweep sweep) {
    layout = model.layout;
    this.sweep = sweep;
    back = new BackSubstitution(model, runner, sweep);
    newtonModel = new NewtonModel(model);
    root = new RootSystem(layout);
    scale = new double[layout.fixedEffects];
    fixedEffectsStep = new double[layout.fixedEffects];
  }

  /**
   * Proposes a trial point; its relative factor and delta are set, beta, u and b are computed.
   *
   * @param fit linearised; its trial point is overwritten
   */
  FitStatus run(FitState fit, boolean newton, double damping) {
    fallbacks = 0;
    Point trial = fit.trial;
    Arrays.fill(fixedEffectsStep, 0);
    FitStatus status = FitStatus.OK;
    int packed = layout.packed;
    GroupModel model = (s, g, into) -> fit.forest.order.gather(fit.kept.cross, g, packed, into);
    double minimum = 0;
    if (damping != Double.POSITIVE_INFINITY) {
      status = damping > 0 ? undampedScale(fit, trial) : FitStatus.OK;
      boolean solved = status == FitStatus.OK && newton && tryNewton(fit, trial, damping);
      if (solved) {
        model = newtonModel;
      } else if (status == FitStatus.OK) {
        fallbacks = newton ? fit.forest.deepestGroups : 0;
        sweep.run(fit, null, trial.relativeFactor, 0, damping);
        status = sweep.smallestPivot > 0.5 ? FitStatus.OK : FitStatus.BREAKDOWN;
        status = status == FitStatus.OK && !solveRoot(damping) ? FitStatus.RANK_DEFICIENT : status;
      }
      minimum = minimum();
    } else if (newton) {
      newtonModel.begin(fit);
      model = newtonModel;
    }
    if (status == FitStatus.OK) {
      propose(fit, trial, damping, model, minimum);
    }
    return status;
  }

  /** diag(X'V^{-1}X), undamped and Gauss-Newton. */
  private FitStatus undampedScale(FitState fit, Point trial) {
    sweep.run(fit, trial.relativeFactor, 0);
    for (int i = 0; i < scale.length; i++) {
      int c = layout.fixedColumn[i];
      scale[i] = sweep.root[PackedTriangle.at(c, c)];
    }
    return sweep.smallestPivot > 0.5 ? FitStatus.OK : FitStatus.BREAKDOWN;
  }

  private boolean tryNewton(FitState fit, Point trial, double damping) {
    sweep.run(fit, newtonModel, trial.relativeFactor, 0, damping);
    fallbacks = sweep.fallbacks;
    return sweep.smallestPivot > 0 && solveRoot(damping);
  }

  private boolean solveRoot(double damping) {
    root.gather(sweep.root, layout.columns);
    if (damping > 0) {
      root.damp(damping, scale);
    }
    if (!root.factor()) {
      return false;
    }
    root.solve(root.score, 0, fixedEffectsStep, 0);
    return true;
  }

  /** w'V^{-1}w - dbeta' X'V^{-1}w: the minimum of the model when it is not damped. */
  private double minimum() {
    double value = sweep.root[layout.packed - 1];
    for (int i = 0; i < fixedEffectsStep.length; i++) {
      value -= fixedEffectsStep[i] * root.score[i];
    }
    return value;
  }

  private void propose(
      FitState fit, Point trial, double damping, GroupModel model, double minimum) {
    for (int i = 0; i < fixedEffectsStep.length; i++) {
      trial.beta[i] = fit.current.beta[i] + fixedEffectsStep[i];
    }
    double value = back.run(fit, trial, fixedEffectsStep, damping, damping == 0 ? null : model);
    predictedRss = damping == 0 ? minimum : value + trial.penalty();
  }
}
