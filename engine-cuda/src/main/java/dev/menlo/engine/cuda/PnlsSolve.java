package dev.menlo.engine.cuda;

import dev.menlo.engine.FitStatus;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Solves the damped quadratic PNLS models of many fits for their trial points: up sweep, roots on
 * the host, down sweep (section 4 of docs/method.md). Under NEWTON a fit whose outer level or root
 * is indefinite is solved again with Gauss-Newton.
 */
final class PnlsSolve {
  private static final int RESULTS = 2;

  private final DeviceState state;
  private final ModelShape shape;
  private final Fits fits;
  private final UpSweep sweep;
  private final RootSystem root;

  /** By fit of the partition. */
  final FitStatus[] status;

  final double[] step;
  final double[] predictedRss;
  final int[] fallbacks;
  private final double[] scale;
  private final double[] minimum;
  private double[] damping;
  private long lambda;
  private long kept;
  private long current;

  PnlsSolve(DeviceState state, Fits fits, UpSweep sweep) {
    this.state = state;
    this.fits = fits;
    this.sweep = sweep;
    shape = state.shape;
    root = new RootSystem(shape);
    int count = state.partition.fits;
    status = new FitStatus[count];
    step = new double[count * shape.fixedEffects];
    predictedRss = new double[count];
    fallbacks = new int[count];
    scale = new double[count * shape.fixedEffects];
    minimum = new double[count];
  }

  /**
   * Proposes trial points; relative factors and delta of the trial points are set, the rest is
   * computed.
   *
   * @param of linearised fits, with curvature under newton
   */
  void run(int[] of, boolean newton, double[] damping) {
    this.damping = damping;
    for (int f : of) {
      status[f] = FitStatus.OK;
      fallbacks[f] = 0;
      minimum[f] = 0;
      Arrays.fill(step, f * shape.fixedEffects, (f + 1) * shape.fixedEffects, 0);
    }
    lambda = state.scratch.upload("lambda", trialFactors());
    kept = state.scratch.upload("kept", fits.kept);
    current = state.scratch.upload("current", fits.current);
    int[] finite = where(of, f -> damping[f] != Double.POSITIVE_INFINITY);
    scales(where(finite, f -> damping[f] > 0));
    finite = where(finite, f -> status[f] == FitStatus.OK);
    int[] plain = finite;
    if (newton) {
      int[] solved = newton(finite);
      plain = where(finite, f -> Arrays.binarySearch(solved, f) < 0);
      for (int f : plain) {
        fallbacks[f] = state.partition.layout[f].design.groups(shape.levels);
      }
      propose(solved, true);
    }
    gaussNewton(plain);
    propose(where(plain, f -> status[f] == FitStatus.OK), false);
    kept(where(of, f -> damping[f] == Double.POSITIVE_INFINITY), newton);
  }

  private double[] trialFactors() {
    double[] all = new double[state.partition.fits * shape.factorLength];
    int length = shape.factorLength;
    for (int f = 0; f < state.partition.fits; f++) {
      System.arraycopy(fits.factor[fits.trial(f)], f * length, all, f * length, length);
    }
    return all;
  }

  static int[] where(int[] of, IntPredicate test) {
    return Arrays.stream(of).filter(test).toArray();
  }

  /** diag(X'V^{-1}X), undamped and Gauss-Newton, of fits that are damped. */
  private void scales(int[] of) {
    if (of.length == 0) {
      return;
    }
    long none = state.scratch.upload("damping", new double[state.partition.fits]);
    sweep.run(state.select(of), false, lambda, none, kept, current, 0.5);
    for (int f : of) {
      status[f] = sweep.badPivots[f] == 0 ? FitStatus.OK : FitStatus.BREAKDOWN;
      for (int i = 0; i < shape.fixedEffects; i++) {
        int c = shape.fixedColumn[i];
        scale[f * shape.fixedEffects + i] = sweep.root[f * shape.packed + ModelShape.at(c, c)];
      }
    }
  }

  /** Solves with the Newton model; the fits for which that worked. */
  private int[] newton(int[] of) {
    if (of.length == 0) {
      return of;
    }
    Selection selection = state.select(of);
    long damp = state.scratch.upload("damping", damping);
    sweep.newtonModel(selection, kept, current);
    sweep.run(selection, true, lambda, damp, kept, current, 0);
    return where(
        of,
        f -> {
          fallbacks[f] = sweep.fallbacks[f];
          return sweep.badPivots[f] == 0 && solveRoot(f);
        });
  }

  private void gaussNewton(int[] of) {
    if (of.length == 0) {
      return;
    }
    long damp = state.scratch.upload("damping", damping);
    sweep.run(state.select(of), false, lambda, damp, kept, current, 0.5);
    for (int f : of) {
      if (sweep.badPivots[f] > 0) {
        status[f] = FitStatus.BREAKDOWN;
      } else if (!solveRoot(f)) {
        status[f] = FitStatus.RANK_DEFICIENT;
      }
    }
  }

  private boolean solveRoot(int f) {
    int p = shape.fixedEffects;
    root.gather(sweep.root, f * shape.packed, shape.columns);
    if (damping[f] > 0) {
      root.damp(damping[f], scale, f * p);
    }
    if (!root.factor()) {
      return false;
    }
    root.solve(root.score, 0, step, f * p);
    minimum[f] = sweep.root[(f + 1) * shape.packed - 1];
    for (int i = 0; i < p; i++) {
      minimum[f] -= step[f * p + i] * root.score[i];
    }
    return true;
  }

  /** Trial points at the current effects, for infinite damping. */
  private void kept(int[] of, boolean newton) {
    if (of.length > 0 && newton) {
      sweep.newtonModel(state.select(of), kept, current);
    }
    for (int f : of) {
      Arrays.fill(step, f * shape.fixedEffects, (f + 1) * shape.fixedEffects, 0);
    }
    propose(of, newton);
  }

  private void propose(int[] of, boolean newton) {
    if (of.length == 0) {
      return;
    }
    for (int f : of) {
      int p = shape.fixedEffects;
      for (int i = f * p; i < (f + 1) * p; i++) {
        fits.beta[fits.trial(f)][i] = fits.beta[fits.current[f]][i] + step[i];
      }
    }
    double[][] sums =
        substitute(
            state.select(of),
            lambda,
            damping,
            step,
            fits.current,
            trials(),
            newton ? sweep.model() : state.cross,
            newton ? 0 : kept);
    for (int f : of) {
      fits.penalty[fits.trial(f)][f] = sums[0][f];
      predictedRss[f] = damping[f] == 0 ? minimum[f] : sums[1][f] + sums[0][f];
    }
  }

  private int[] trials() {
    int[] trials = new int[state.partition.fits];
    Arrays.setAll(trials, fits::trial);
    return trials;
  }

  /** Puts b = Lambda u at the current points of fits, and |u|^2. */
  void spread(int[] of) {
    double[] infinite = new double[state.partition.fits];
    Arrays.fill(infinite, Double.POSITIVE_INFINITY);
    double[] factors = new double[state.partition.fits * shape.factorLength];
    int length = shape.factorLength;
    for (int f = 0; f < state.partition.fits; f++) {
      System.arraycopy(fits.factor[fits.current[f]], f * length, factors, f * length, length);
    }
    double[][] sums =
        substitute(
            state.select(of),
            state.scratch.upload("lambda", factors),
            infinite,
            new double[step.length],
            fits.current,
            fits.current,
            0,
            0);
    for (int f : of) {
      fits.penalty[fits.current[f]][f] = sums[0][f];
    }
  }

  /** The down sweep: |u|^2 and the value of the model by fit. */
  private double[][] substitute(
      Selection selection,
      long factors,
      double[] damp,
      double[] fixedStep,
      int[] from,
      int[] to,
      long model,
      long modelSet) {
    double[][] sums = new double[2][state.partition.fits];
    long dampingAt = state.scratch.upload("damping", damp);
    long stepAt = state.scratch.upload("step", fixedStep);
    long fromAt = state.scratch.upload("from", from);
    long toAt = state.scratch.upload("to", to);
    for (int k = 1; k <= shape.levels; k++) {
      boolean valued = k == shape.levels && model != 0;
      long results = state.perGroup("substitution", k, RESULTS);
      int outer = shape.effectsTo[k - 1];
      state.kernels.run(
          "back_substitution",
          selection.items[k],
          1,
          shape.order,
          shape.effects[k],
          outer,
          state.randomColumn,
          shape.fixedEffects,
          state.fixedColumn,
          stepAt,
          k > 1 ? state.effects[k - 1] : 0L,
          k > 1 ? state.partition.tiles[k - 1] : 0L,
          state.partition.parent[k],
          k > 1 ? state.partition.fitTileOnDevice[k - 1] : 0L,
          sweep.eliminated(k),
          factors,
          shape.factorLength,
          shape.factorAt[k],
          dampingAt,
          state.effects[k],
          state.u[k],
          state.partition.tiles[k],
          fromAt,
          toAt,
          valued ? model : 0L,
          valued ? modelSet : 0L,
          valued && modelSet != 0 ? state.distance() : 0L,
          results);
      add(selection, state.reduction.sums(selection, k, results, RESULTS, 0, 0), sums);
    }
    if (shape.levels == 0 && model != 0) {
      ungrouped(selection, model, modelSet, fixedStep, sums[1]);
    }
    return sums;
  }

  private static void add(Selection selection, double[] of, double[][] to) {
    for (int i = 0; i < selection.fits.length; i++) {
      to[0][selection.fits[i]] += of[i * RESULTS];
      to[1][selection.fits[i]] += of[i * RESULTS + 1];
    }
  }

  /** w'w - 2 e'J'w + e'C e of fits without groups, from their one cross-product. */
  private void ungrouped(
      Selection selection, long model, long modelSet, double[] fixedStep, double[] values) {
    long distance = modelSet == 0 ? 0 : state.distance();
    double[] c = state.reduction.sums(selection, 0, model, shape.packed, modelSet, distance);
    int m = shape.columns;
    for (int i = 0; i < selection.fits.length; i++) {
      int at = i * shape.packed;
      double[] e = new double[m];
      for (int j = 0; j < shape.fixedEffects; j++) {
        e[shape.fixedColumn[j]] += fixedStep[selection.fits[i] * shape.fixedEffects + j];
      }
      double value = c[at + shape.packed - 1];
      for (int a = 0; a < m; a++) {
        double sum = -2 * c[at + ModelShape.at(m, a)];
        for (int b = 0; b < m; b++) {
          sum += c[at + ModelShape.at(a, b)] * e[b];
        }
        value += e[a] * sum;
      }
      values[selection.fits[i]] = value;
    }
  }
}
