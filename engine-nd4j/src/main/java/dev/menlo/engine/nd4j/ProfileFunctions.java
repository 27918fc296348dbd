package dev.menlo.engine.nd4j;

import dev.menlo.engine.Criterion;
import dev.menlo.engine.FitStatus;
import dev.menlo.engine.Profile;
import dev.menlo.engine.Workspace.FixedEffects;

/**
 * The two functions of the linearised likelihood at the root, on the host. With S the root's
 * cross-product of [J w], {@code e = (-dbeta, 1)} and X the columns of the fixed effects,
 *
 * <pre>
 * rho2 = e'S e,   rho2_a = e'S_a e,   rho2_ab = e'S_ab e - 2 q_a'S_XX^{-1} q_b,   q_a = (S_a e)[X]
 * REML: log|S_XX|_a = tr B_a,   log|S_XX|_ab = tr(S_XX^{-1} S_ab,XX) - tr(B_a B_b),
 *       B_a = S_XX^{-1} S_a,XX
 * </pre>
 *
 * The q terms come from dbeta moving and are absent when it is held.
 */
final class ProfileFunctions {
  private final CompiledModel model;
  private final Levels levels;
  private final Reduced reduced;
  private final double[] factors;
  private final boolean restricted;
  private final boolean profiled;

  ProfileFunctions(
      CompiledModel model,
      Levels levels,
      Reduced reduced,
      double[] factors,
      Criterion criterion,
      FixedEffects fixed) {
    this.model = model;
    this.levels = levels;
    this.reduced = reduced;
    this.factors = factors;
    this.restricted = criterion == Criterion.REML;
    this.profiled = fixed == FixedEffects.PROFILED;
  }

  /** Fills the entries of fit f. */
  void write(int derivatives, Profile out, int f) throws Trouble {
    UpSweep sweep = new UpSweep(model, levels, factors, 0, null).run(reduced.cross().value());
    require(sweep.smallestPivot > 0.5, FitStatus.BREAKDOWN);
    RootSystem root = new RootSystem(sweep.root, model.fixedColumn);
    require(!(profiled || restricted) || root.factor(), FitStatus.RANK_DEFICIENT);
    int p = model.fixedColumn.length;
    double[] step = profiled ? root.solve(root.score) : new double[p];
    double rho2 = sweep.root[model.order - 1][model.order - 1];
    for (int i = 0; i < p; i++) {
      rho2 -= step[i] * root.score[i];
      System.arraycopy(root.information[i], 0, out.fixedEffectsInformation, (f * p + i) * p, p);
    }
    double logDet =
        sweep.logDeterminant + reduced.logDetR()[0] + (restricted ? root.logDeterminant() : 0);
    require(Double.isFinite(rho2) && Double.isFinite(logDet), FitStatus.BREAKDOWN);
    out.penalizedRss[f] = rho2;
    out.logDeterminant[f] = logDet;
    System.arraycopy(step, 0, out.fixedEffectsStep, f * p, p);
    if (derivatives > 0) {
      differentiate(root, step, derivatives, out, f);
    }
  }

  private static void require(boolean met, FitStatus otherwise) throws Trouble {
    if (!met) {
      throw new Trouble(otherwise, -1);
    }
  }

  private void differentiate(RootSystem root, double[] step, int derivatives, Profile out, int f) {
    ProfileSweep sweep = new ProfileSweep(model, levels, factors).run(reduced.cross());
    int v = model.spec.profileParameters();
    double[] e = new double[model.order];
    e[model.order - 1] = 1;
    for (int i = 0; i < step.length; i++) {
      e[model.fixedColumn[i]] -= step[i];
    }
    double[][] q = new double[v][];
    double[][][] b = new double[v][][];
    for (int a = 0; a < v; a++) {
      double[][] sa = matrix(sweep.root.first()[a]);
      double[] product = multiply(sa, e);
      q[a] = fixedEntries(product);
      b[a] = restricted ? root.solve(fixedBlock(sa)) : null;
      out.penalizedRssGradient[f * v + a] = dot(e, product);
      out.logDeterminantGradient[f * v + a] =
          sweep.logDeterminantGradient[a] + logDetR(a) + (restricted ? trace(b[a]) : 0);
    }
    for (int a = 0; a < v && derivatives == 2; a++) {
      for (int c = 0; c <= a; c++) {
        double[][] sac = matrix(sweep.root.second()[a][c]);
        double rho2 = dot(e, multiply(sac, e));
        rho2 -= profiled ? 2 * dot(q[a], root.solve(q[c])) : 0;
        double logDet = sweep.logDeterminantHessian[a][c] + logDetR(a, c);
        logDet += restricted ? trace(root.solve(fixedBlock(sac))) - traceOfProduct(b[a], b[c]) : 0;
        set(out.penalizedRssHessian, f, a, c, rho2);
        set(out.logDeterminantHessian, f, a, c, logDet);
      }
    }
  }

  /** log|R|_a. */
  private double logDetR(int a) {
    int j = a - model.spec.vechLength();
    return j < 0 ? 0 : reduced.logDetR()[1 + j];
  }

  /** log|R|_ab, b &lt;= a. */
  private double logDetR(int a, int b) {
    int j = a - model.spec.vechLength();
    int k = b - model.spec.vechLength();
    int r = model.spec.residual().parameters();
    return k < 0 ? 0 : reduced.logDetR()[1 + r + j * (j + 1) / 2 + k];
  }

  private double[][] matrix(Stack one) {
    return one == null ? new double[model.order][model.order] : one.first();
  }

  private double[] fixedEntries(double[] x) {
    double[] out = new double[model.fixedColumn.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = x[model.fixedColumn[i]];
    }
    return out;
  }

  private double[][] fixedBlock(double[][] s) {
    double[][] block = new double[model.fixedColumn.length][];
    for (int i = 0; i < block.length; i++) {
      block[i] = fixedEntries(s[model.fixedColumn[i]]);
    }
    return block;
  }

  private static double[] multiply(double[][] a, double[] x) {
    double[] out = new double[a.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = dot(a[i], x);
    }
    return out;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  private static double trace(double[][] a) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i][i];
    }
    return sum;
  }

  private static double traceOfProduct(double[][] a, double[][] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        sum += a[i][j] * b[j][i];
      }
    }
    return sum;
  }

  private void set(double[] hessian, int f, int a, int b, double value) {
    int v = model.spec.profileParameters();
    hessian[(f * v + a) * v + b] = value;
    hessian[(f * v + b) * v + a] = value;
  }
}
