package dev.menlo.engine.nd4j;

import dev.menlo.engine.FitStatus;

/**
 * Solves the damped quadratic PNLS model of one fit: up sweep, root, down sweep. Under Newton a fit
 * whose outer level or root is indefinite is solved again with Gauss-Newton.
 */
final class PnlsSolve {
  private final CompiledModel model;
  private final Levels levels;
  private final Reduced reduced;
  private final double[] factors;
  private final double[] current;

  /** dbeta. */
  double[] fixedEffectsStep;

  /** u at the trial point. */
  double[] sphericalEffects;

  double predictedRss;
  int fallbacks;

  /**
   * Prepares.
   *
   * @param factors Lambda to solve with, at which the trial point will be
   * @param current spherical effects now; not modified
   */
  PnlsSolve(
      CompiledModel model, Levels levels, Reduced reduced, double[] factors, double[] current) {
    this.model = model;
    this.levels = levels;
    this.reduced = reduced;
    this.factors = factors;
    this.current = current;
    this.fixedEffectsStep = new double[model.spec.fixedEffects()];
  }

  /** Solves; the results are in the fields. */
  void solve(boolean newton, double damping) throws Trouble {
    Stack gaussNewton = reduced.cross().value();
    Stack exact = newton ? gaussNewton.minus(reduced.curvature()) : null;
    if (damping == Double.POSITIVE_INFINITY) {
      sphericalEffects = current.clone();
      predictedRss = value(newton ? exact : gaussNewton);
      return;
    }
    double[] scale = damping > 0 ? undampedScale() : new double[fixedEffectsStep.length];
    UpSweep sweep = null;
    if (newton) {
      sweep = sweep(damping).run(exact, gaussNewton);
      fallbacks = sweep.fallbacks;
      sweep = sweep.smallestPivot > 0 && root(sweep, damping, scale) ? sweep : null;
    }
    if (sweep == null) {
      fallbacks = newton ? deepestGroups() : 0;
      sweep = sweep(damping).run(gaussNewton);
      requirePivots(sweep);
      if (!root(sweep, damping, scale)) {
        throw new Trouble(FitStatus.RANK_DEFICIENT, -1);
      }
    }
    substituteBack(sweep, damping);
    predictedRss = value(sweep.cross);
  }

  private int deepestGroups() {
    return levels.groups(levels.levels());
  }

  private UpSweep sweep(double damping) {
    return new UpSweep(model, levels, factors, damping, current);
  }

  private static void requirePivots(UpSweep sweep) throws Trouble {
    if (!(sweep.smallestPivot > 0.5)) {
      throw new Trouble(FitStatus.BREAKDOWN, -1);
    }
  }

  /** diag(X'V^{-1}X), undamped and Gauss-Newton. */
  private double[] undampedScale() throws Trouble {
    UpSweep sweep = sweep(0).run(reduced.cross().value());
    requirePivots(sweep);
    RootSystem root = new RootSystem(sweep.root, model.fixedColumn);
    double[] scale = new double[fixedEffectsStep.length];
    for (int i = 0; i < scale.length; i++) {
      scale[i] = root.information[i][i];
    }
    return scale;
  }

  private boolean root(UpSweep sweep, double damping, double[] scale) {
    RootSystem root = new RootSystem(sweep.root, model.fixedColumn);
    root.damp(damping, scale);
    if (!root.factor()) {
      return false;
    }
    fixedEffectsStep = root.solve(root.score);
    return true;
  }

  /**
   * Level by level, with e the outer effects and dbeta as a combination of columns: {@code u =
   * (Lambda'(s - S e)[zc] + damping u_current) / (1 + damping)}, s the last column of S.
   */
  private void substituteBack(UpSweep sweep, double damping) {
    sphericalEffects = new double[current.length];
    Stack e = step();
    for (int k = 1; k <= levels.levels(); k++) {
      e = e.spread(levels.children(k - 1));
      if (levels.effects(k) == 0) {
        continue;
      }
      Stack s = sweep.eliminated[k - 1];
      Stack v = s.column(model.order - 1).minus(s.times(e));
      double[][] b = GroupElimination.multiply(model.selection(k), model.factor(factors, k));
      Stack u = v.transpose().times(b).transpose();
      u = u.plus(levels.part(current, k).times(damping)).times(1 / (1 + damping));
      double[] own = u.toArray();
      System.arraycopy(own, 0, sphericalEffects, levels.position(k), own.length);
      e = e.plus(levels.combination(levels.effects(u, factors, k), k));
    }
  }

  /** dbeta as a combination of columns, 1 x N x 1. */
  private Stack step() {
    double[] e = new double[model.order];
    for (int i = 0; i < fixedEffectsStep.length; i++) {
      e[model.fixedColumn[i]] += fixedEffectsStep[i];
    }
    return Stack.of(e, 1, model.order, 1);
  }

  /** The undamped model at the trial point: sum of (-e, 1)'C(-e, 1), and |u|^2. */
  private double value(Stack cross) {
    Stack e = step();
    for (int k = 1; k <= levels.levels(); k++) {
      Stack b = levels.effects(levels.part(sphericalEffects, k), factors, k);
      e = e.spread(levels.children(k - 1)).plus(levels.combination(b, k));
    }
    double[] x = e.times(-1).toArray();
    for (int i = model.order - 1; i < x.length; i += model.order) {
      x[i] = 1;
    }
    Stack d = Stack.of(x, e.count, model.order, 1);
    double sum = d.timesEntries(cross.times(d)).total();
    for (double ui : sphericalEffects) {
      sum += ui * ui;
    }
    return sum;
  }
}
