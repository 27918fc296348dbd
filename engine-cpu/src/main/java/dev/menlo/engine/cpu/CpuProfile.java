package dev.menlo.engine.cpu;

import dev.menlo.engine.Criterion;
import dev.menlo.engine.FitStatus;
import dev.menlo.engine.Profile;
import dev.menlo.engine.Workspace.FixedEffects;
import java.util.Arrays;

/**
 * The profile of one fit: log determinant and penalised RSS of the linearised problem, and their
 * derivatives at the root. With S the root's cross-product of [J w], {@code e = (-dbeta, 1)} and X
 * the columns of the fixed effects,
 *
 * <pre>
 * rho2 = e'S e,   rho2_a = e'S_a e,   rho2_ab = e'S_ab e - 2 q_a' S_XX^-1 q_b,   q_a = (S_a e)[X]
 * REML: log|S_XX|_a = tr(S_XX^-1 S_a,XX)
 *       log|S_XX|_ab = tr(S_XX^-1 S_ab,XX) - tr(S_XX^-1 S_a,XX S_XX^-1 S_b,XX)
 * </pre>
 *
 * The q terms come from dbeta moving and are absent when it is held.
 */
final class CpuProfile {
  private final ModelLayout layout;
  private final UpSweep sweep;
  private final ProfileDerivatives derivatives;

  /** The closed forms, null unless there is a single level; the residual one is for ML only. */
  private final SingleLevelDerivatives single;

  private final SingleLevelResidual residual;

  private final RootSystem root;
  private final LogDeterminant log = new LogDeterminant();
  private final double[] step;
  private final double[] e;
  private final double[] product;
  private final double[] qa;
  private final double[] solved;
  private final double[] column;
  private final double[] whitenedBlocks;

  CpuProfile(CompiledModel model, ChunkRunner runner, UpSweep sweep) {
    layout = model.layout;
    this.sweep = sweep;
    derivatives = new ProfileDerivatives(layout, runner, sweep);
    boolean closed = layout.levels == 1;
    single = closed ? new SingleLevelDerivatives(model, runner, sweep) : null;
    residual = closed ? new SingleLevelResidual(model, runner, sweep) : null;
    root = new RootSystem(layout);
    int p = layout.fixedEffects;
    int v = layout.profileParameters;
    step = new double[p];
    e = new double[layout.order];
    product = new double[layout.order];
    qa = new double[v * p];
    solved = new double[v * p];
    column = new double[p];
    whitenedBlocks = new double[v * p * p];
  }

  /**
   * Fills the entries of one fit; leaves them alone if the status is not OK.
   *
   * @param lambda factors of all levels at {@code lambdaAt}
   * @param order derivatives, 0, 1 or 2
   */
  FitStatus run(
      FitState fit,
      double[] lambda,
      int lambdaAt,
      Criterion criterion,
      FixedEffects fixed,
      int order,
      Profile out,
      int f) {
    sweep.run(fit, lambda, lambdaAt);
    if (!(sweep.smallestPivot > 0.5)) {
      return FitStatus.BREAKDOWN;
    }
    boolean profiled = fixed == FixedEffects.PROFILED;
    boolean restricted = criterion == Criterion.REML;
    root.gather(sweep.root, layout.columns);
    if ((profiled || restricted) && !root.factor()) {
      return FitStatus.RANK_DEFICIENT;
    }
    Arrays.fill(step, 0);
    if (profiled) {
      root.solve(root.score, 0, step, 0);
    }
    double rho2 = sweep.root[layout.packed - 1];
    for (int i = 0; i < step.length; i++) {
      rho2 -= step[i] * root.score[i];
    }
    double logDet = sweep.logDet + fit.kept.logDetR + (restricted ? root.logDet(log) : 0);
    if (!(Math.abs(rho2) < Double.POSITIVE_INFINITY
        && Math.abs(logDet) < Double.POSITIVE_INFINITY)) {
      return FitStatus.BREAKDOWN;
    }
    out.penalizedRss[f] = rho2;
    out.logDeterminant[f] = logDet;
    int p = layout.fixedEffects;
    System.arraycopy(step, 0, out.fixedEffectsStep, f * p, p);
    System.arraycopy(root.information, 0, out.fixedEffectsInformation, f * p * p, p * p);
    if (order > 0) {
      setCombination();
      if (single != null && (layout.residualParameters == 0 || !restricted)) {
        single.run(fit, root, e, restricted, profiled, order);
        closedForm(order, out, f);
        if (layout.residualParameters > 0) {
          residual.run(fit, lambda, lambdaAt, root, e, profiled);
          closedResidual(fit.kept.derivatives.logDetR, order, out, f);
        }
      } else {
        derivatives.run(fit, lambda, lambdaAt, order);
        gradients(restricted, out, f);
        if (order == 2) {
          hessians(profiled, restricted, out, f);
        }
      }
    }
    return FitStatus.OK;
  }

  /** e = (-dbeta, 1). */
  private void setCombination() {
    Arrays.fill(e, 0);
    for (int i = 0; i < step.length; i++) {
      e[layout.fixedColumn[i]] -= step[i];
    }
    e[layout.columns] = 1;
  }

  private void closedForm(int order, Profile out, int f) {
    int v = layout.profileParameters;
    for (int a = 0; a < layout.vechLength; a++) {
      out.penalizedRssGradient[f * v + a] = single.penalizedRss(a);
      out.logDeterminantGradient[f * v + a] = single.logDeterminant(a);
      for (int b = 0; b <= a && order == 2; b++) {
        set(out.penalizedRssHessian, f, a, b, single.penalizedRss(a, b));
        set(out.logDeterminantHessian, f, a, b, single.logDeterminant(a, b));
      }
    }
  }

  /** The entries of delta, alone and crossed with vech(D). */
  private void closedResidual(double[] logDetR, int order, Profile out, int f) {
    int v = layout.profileParameters;
    int d = layout.vechLength;
    int r = layout.residualParameters;
    for (int j = 0; j < r; j++) {
      out.penalizedRssGradient[f * v + d + j] = residual.penalizedRss(j);
      out.logDeterminantGradient[f * v + d + j] = residual.logDeterminant(j) + logDetR[j];
      for (int a = 0; a < d && order == 2; a++) {
        set(out.penalizedRssHessian, f, d + j, a, single.crossPenalizedRss(a, residual, j));
        set(out.logDeterminantHessian, f, d + j, a, single.crossLogDeterminant(a, residual, j));
      }
      for (int k = 0; k <= j && order == 2; k++) {
        double logDet = residual.logDeterminant(j, k) + logDetR[r + PackedTriangle.at(j, k)];
        set(out.penalizedRssHessian, f, d + j, d + k, residual.penalizedRss(j, k));
        set(out.logDeterminantHessian, f, d + j, d + k, logDet);
      }
    }
  }

  private void gradients(boolean restricted, Profile out, int f) {
    int v = layout.profileParameters;
    int p = layout.fixedEffects;
    TangentSums s = derivatives.root;
    for (int a = 0; a < v; a++) {
      PackedTriangle.multiply(s.first, s.at(a), layout.order, e, product);
      out.penalizedRssGradient[f * v + a] = dot(e, product);
      for (int i = 0; i < p; i++) {
        qa[a * p + i] = product[layout.fixedColumn[i]];
      }
      double trace = restricted ? solvedBlock(s.first, s.at(a), a) : 0;
      out.logDeterminantGradient[f * v + a] = derivatives.logDet[a] + trace;
    }
  }

  /** Keeps S_XX^-1 S_a,XX for a parameter; returns its trace. */
  private double solvedBlock(double[] s, int at, int a) {
    int p = layout.fixedEffects;
    double trace = 0;
    for (int j = 0; j < p; j++) {
      int column = (a * p + j) * p;
      for (int i = 0; i < p; i++) {
        whitenedBlocks[column + i] =
            s[at + PackedTriangle.at(layout.fixedColumn[i], layout.fixedColumn[j])];
      }
      root.solve(whitenedBlocks, column, whitenedBlocks, column);
      trace += whitenedBlocks[column + j];
    }
    return trace;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  private void hessians(boolean profiled, boolean restricted, Profile out, int f) {
    int v = layout.profileParameters;
    int p = layout.fixedEffects;
    TangentSums s = derivatives.root;
    for (int a = 0; a < v && profiled; a++) {
      root.solve(qa, a * p, solved, a * p);
    }
    for (int a = 0; a < v; a++) {
      for (int b = 0; b <= a; b++) {
        PackedTriangle.multiply(s.second, s.at(a, b), layout.order, e, product);
        double rho2 = dot(e, product);
        for (int i = 0; i < p && profiled; i++) {
          rho2 -= 2 * qa[a * p + i] * solved[b * p + i];
        }
        double logDet = derivatives.logDet[v + PackedTriangle.at(a, b)];
        if (restricted) {
          logDet += restrictedSecond(s.second, s.at(a, b), a, b);
        }
        set(out.penalizedRssHessian, f, a, b, rho2);
        set(out.logDeterminantHessian, f, a, b, logDet);
      }
    }
  }

  /** tr(S_XX^-1 S_ab,XX) - tr(S_XX^-1 S_a,XX S_XX^-1 S_b,XX). */
  private double restrictedSecond(double[] s, int at, int a, int b) {
    int p = layout.fixedEffects;
    double sum = 0;
    for (int j = 0; j < p; j++) {
      for (int i = 0; i < p; i++) {
        column[i] = s[at + PackedTriangle.at(layout.fixedColumn[i], layout.fixedColumn[j])];
        sum -= whitenedBlocks[(a * p + j) * p + i] * whitenedBlocks[(b * p + i) * p + j];
      }
      root.solve(column, 0, column, 0);
      sum += column[j];
    }
    return sum;
  }

  private void set(double[] hessian, int f, int a, int b, double value) {
    int v = layout.profileParameters;
    hessian[f * v * v + a * v + b] = value;
    hessian[f * v * v + b * v + a] = value;
  }
}
