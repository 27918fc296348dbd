package dev.menlo.engine.cuda;

import dev.menlo.engine.Criterion;
import dev.menlo.engine.FitStatus;
import dev.menlo.engine.Profile;
import dev.menlo.engine.Workspace.FixedEffects;
import java.util.Arrays;

/**
 * Profiles of many fits: one up sweep, roots on the host, and derivatives contracted there. With S
 * the root's cross-product of [J w], {@code e = (-dbeta, 1)} and X the columns of the fixed
 * effects,
 *
 * <pre>
 * rho2 = e'S e,   rho2_a = e'S_a e,   rho2_ab = e'S_ab e - 2 q_a' S_XX^-1 q_b,   q_a = (S_a e)[X]
 * REML: log|S_XX|_a = tr(S_XX^-1 S_a,XX)
 *       log|S_XX|_ab = tr(S_XX^-1 S_ab,XX) - tr(S_XX^-1 S_a,XX S_XX^-1 S_b,XX)
 * </pre>
 *
 * The q terms come from dbeta moving and are absent when it is held.
 */
final class ProfileEvaluation {
  private final DeviceState state;
  private final ModelShape shape;
  private final Fits fits;
  private final UpSweep sweep;
  private final EliminationTangents tangents;
  private final SingleLevel single;
  private final RootSystem root;
  private final int p;
  private final int v;
  private final int m;

  /** (-dbeta, 1) by fit, order n. */
  private final double[] combination;

  private boolean profiled;
  private boolean restricted;
  private Profile out;

  ProfileEvaluation(DeviceState state, Fits fits, UpSweep sweep) {
    this.state = state;
    this.fits = fits;
    this.sweep = sweep;
    shape = state.shape;
    tangents = new EliminationTangents(state, sweep);
    single = new SingleLevel(state, sweep);
    root = new RootSystem(shape);
    p = shape.fixedEffects;
    v = shape.profileParameters;
    m = shape.columns;
    combination = new double[state.partition.fits * shape.order];
  }

  /**
   * Fills the entries of fits; those whose status is not OK are left alone.
   *
   * @param of linearised fits, whitened at the delta asked for, with its derivatives if order &gt;
   *     0
   * @param lambda factors by fit of the partition
   */
  void run(
      int[] of, double[] lambda, Criterion criterion, FixedEffects fixed, int order, Profile into) {
    if (of.length == 0) {
      return;
    }
    out = into;
    profiled = fixed == FixedEffects.PROFILED;
    restricted = criterion == Criterion.REML;
    long factors = state.scratch.upload("lambda", lambda);
    long kept = state.scratch.upload("kept", fits.kept);
    long current = state.scratch.upload("current", fits.current);
    long none = state.scratch.upload("damping", new double[state.partition.fits]);
    sweep.run(state.select(of), false, factors, none, kept, current, 0.5);
    for (int f : of) {
      out.status[f] = values(f);
    }
    int[] good = PnlsSolve.where(of, f -> out.status[f] == FitStatus.OK);
    if (order == 0 || good.length == 0) {
      return;
    }
    Selection selection = state.select(good);
    if (single.covers()) {
      closedForms(selection, order == 2);
    } else {
      EliminationTangents.Root sums = tangents.run(selection, factors, kept, order == 2);
      for (int i = 0; i < good.length; i++) {
        contract(good[i], sums.cross()[i], sums.logDet()[i], order == 2);
      }
    }
  }

  /** The root of a fit, factored if it must be; false if it cannot. */
  private boolean factor(int f) {
    root.gather(sweep.root, f * shape.packed, m);
    return !(profiled || restricted) || root.factor();
  }

  private FitStatus values(int f) {
    if (sweep.badPivots[f] > 0) {
      return FitStatus.BREAKDOWN;
    }
    if (!factor(f)) {
      return FitStatus.RANK_DEFICIENT;
    }
    double[] step = new double[p];
    if (profiled) {
      root.solve(root.score, 0, step, 0);
    }
    double rho2 = sweep.root[(f + 1) * shape.packed - 1];
    for (int i = 0; i < p; i++) {
      rho2 -= step[i] * root.score[i];
    }
    double logDet = sweep.logDet[f] + fits.logDetR[fits.kept[f]][f];
    logDet += restricted ? root.logDet() : 0;
    if (!Double.isFinite(rho2) || !Double.isFinite(logDet)) {
      return FitStatus.BREAKDOWN;
    }
    out.penalizedRss[f] = rho2;
    out.logDeterminant[f] = logDet;
    System.arraycopy(step, 0, out.fixedEffectsStep, f * p, p);
    System.arraycopy(root.information, 0, out.fixedEffectsInformation, f * p * p, p * p);
    int at = f * shape.order;
    Arrays.fill(combination, at, at + m, 0);
    for (int i = 0; i < p; i++) {
      combination[at + shape.fixedColumn[i]] -= step[i];
    }
    combination[at + m] = 1;
    return FitStatus.OK;
  }

  private void closedForms(Selection selection, boolean second) {
    double[] inverse = restricted ? new double[state.partition.fits * p * p] : null;
    for (int f : selection.fits) {
      if (restricted && factor(f)) {
        root.inverse(inverse, f * p * p);
      }
    }
    single.run(selection, combination, inverse, second);
    for (int i = 0; i < selection.fits.length; i++) {
      closedForm(i, selection.fits[i], second);
    }
  }

  private void closedForm(int i, int f, boolean second) {
    factor(f);
    double[] solved = new double[v * p];
    double[] blocks = restricted ? new double[v * p * p] : null;
    for (int a = 0; a < v; a++) {
      out.penalizedRssGradient[f * v + a] = single.penalizedRss(i, a);
      out.logDeterminantGradient[f * v + a] =
          single.trace(i, a) - (restricted ? single.restrictedTrace(i, a) : 0);
      for (int x = 0; x < p; x++) {
        solved[a * p + x] = single.step(i, a, x);
      }
      if (profiled) {
        root.solve(solved, a * p, solved, a * p);
      }
      for (int x = 0; x < p && restricted; x++) {
        for (int y = 0; y < p; y++) {
          blocks[(a * p + x) * p + y] = single.restricted(i, a, x, y);
        }
        root.solve(blocks, (a * p + x) * p, blocks, (a * p + x) * p);
      }
    }
    for (int a = 0; a < v && second; a++) {
      for (int b = 0; b <= a; b++) {
        double rho2 = 2 * single.pair(i, a, b, 0);
        for (int x = 0; x < p && profiled; x++) {
          rho2 -= 2 * single.step(i, a, x) * solved[b * p + x];
        }
        double logDet = -single.pair(i, a, b, 1);
        if (restricted) {
          logDet += 2 * single.pair(i, a, b, 2) - traceOfProduct(blocks, a, b);
        }
        set(f, a, b, rho2, logDet);
      }
    }
  }

  /** tr(P_a P_b) of p x p matrices by columns. */
  private double traceOfProduct(double[] blocks, int a, int b) {
    double sum = 0;
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        sum += blocks[(a * p + j) * p + i] * blocks[(b * p + i) * p + j];
      }
    }
    return sum;
  }

  private void set(int f, int a, int b, double rho2, double logDet) {
    int at = f * v * v;
    out.penalizedRssHessian[at + a * v + b] = rho2;
    out.penalizedRssHessian[at + b * v + a] = rho2;
    out.logDeterminantHessian[at + a * v + b] = logDet;
    out.logDeterminantHessian[at + b * v + a] = logDet;
  }

  /** From the derivatives of the root's cross-product to those of the profile. */
  private void contract(int f, double[] s, double[] logDet, boolean second) {
    factor(f);
    addLogDetR(f, logDet, second);
    double[] q = new double[v * p];
    double[] solved = new double[v * p];
    double[] blocks = new double[restricted ? v * p * p : 0];
    for (int a = 0; a < v; a++) {
      int at = a * shape.packed;
      double[] product = product(s, at, f);
      out.penalizedRssGradient[f * v + a] = dot(product, f);
      for (int i = 0; i < p; i++) {
        q[a * p + i] = product[shape.fixedColumn[i]];
      }
      if (profiled) {
        root.solve(q, a * p, solved, a * p);
      }
      double trace = restricted ? solvedBlock(s, at, blocks, a * p * p) : 0;
      out.logDeterminantGradient[f * v + a] = logDet[a] + trace;
    }
    double[] block = new double[restricted ? p * p : 0];
    for (int a = 0; a < v && second; a++) {
      for (int b = 0; b <= a; b++) {
        int at = (v + ModelShape.at(a, b)) * shape.packed;
        double rho2 = dot(product(s, at, f), f);
        for (int i = 0; i < p && profiled; i++) {
          rho2 -= 2 * q[a * p + i] * solved[b * p + i];
        }
        double determinant = logDet[v + ModelShape.at(a, b)];
        if (restricted) {
          determinant += solvedBlock(s, at, block, 0) - traceOfProduct(blocks, a, b);
        }
        set(f, a, b, rho2, determinant);
      }
    }
  }

  private void addLogDetR(int f, double[] logDet, boolean second) {
    int r = shape.residualParameters;
    int d = shape.vechAt[shape.levels + 1];
    double[] of = fits.logDetRDerivatives[fits.kept[f]];
    int at = f * shape.residualBlocks();
    for (int j = 0; j < r; j++) {
      logDet[d + j] += of[at + j];
      for (int k = 0; k <= j && second; k++) {
        logDet[v + ModelShape.at(d + j, d + k)] += of[at + r + ModelShape.at(j, k)];
      }
    }
  }

  /** S e of a packed triangle of order n. */
  private double[] product(double[] s, int at, int f) {
    int n = shape.order;
    double[] product = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        product[i] += s[at + ModelShape.at(i, j)] * combination[f * n + j];
      }
    }
    return product;
  }

  private double dot(double[] x, int f) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * combination[f * x.length + i];
    }
    return sum;
  }

  /** Keeps S_XX^-1 S_a,XX by columns; returns its trace. */
  private double solvedBlock(double[] s, int at, double[] block, int blockAt) {
    double trace = 0;
    for (int j = 0; j < p; j++) {
      int column = blockAt + j * p;
      for (int i = 0; i < p; i++) {
        block[column + i] = s[at + ModelShape.at(shape.fixedColumn[i], shape.fixedColumn[j])];
      }
      root.solve(block, column, block, column);
      trace += block[column + j];
    }
    return trace;
  }
}
