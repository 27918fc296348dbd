package dev.menlo.engine.cpu.reference;

import dev.menlo.engine.Criterion;
import dev.menlo.engine.FitStatus;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.Workspace.FixedEffects;
import java.util.ArrayList;
import java.util.List;

/**
 * The two functions of the linearised likelihood and their derivatives from textbook forms. With
 * {@code e = w - X dbeta}, {@code z = V^{-1} e}, {@code H = X'V^{-1}X}, {@code c_a = X'V^{-1}V_a
 * z}:
 *
 * <pre>
 *   log|V|        : tr(V^{-1}V_a),   tr(V^{-1}V_ab) - tr(V^{-1}V_a V^{-1}V_b)
 *   log|H| (REML) : tr(H^{-1}H_a),   tr(H^{-1}H_ab) - tr(H^{-1}H_a H^{-1}H_b)
 *                   H_a = -X'V^{-1}V_a V^{-1}X
 *                   H_ab = X'V^{-1}(V_a V^{-1}V_b + V_b V^{-1}V_a - V_ab)V^{-1}X
 *   e'V^{-1}e     : -z'V_a z,        2 z'V_a V^{-1}V_b z - z'V_ab z  (profiled: - 2 c_a'H^{-1}c_b)
 * </pre>
 */
final class ProfileFunctions {
  private final List<MarginalModel> trees = new ArrayList<>();
  private final Criterion criterion;
  private final FixedEffects fixed;
  private final int p;
  private final int v;
  private final Matrix information;
  private final Matrix dbeta;
  private final double[] logDeterminantGradient;
  private final double[] rssGradient;
  private final double[][] logDeterminantHessian;
  private final double[][] rssHessian;

  ProfileFunctions(
      ModelSpec model,
      List<LinearTree> linear,
      Factors factors,
      Criterion criterion,
      FixedEffects fixed)
      throws NumericalTrouble {
    for (LinearTree tree : linear) {
      trees.add(new MarginalModel(model, tree, factors));
    }
    this.criterion = criterion;
    this.fixed = fixed;
    this.p = model.fixedEffects();
    this.v = model.profileParameters();
    Matrix triangle =
        LeastSquares.triangle(
            LeastSquares.stack(trees.stream().map(MarginalModel::whitenedRows).toList(), p + 1));
    Matrix root = triangle.block(0, 0, p, p);
    this.information = root.transpose().times(root);
    if (fixed == FixedEffects.PROFILED || criterion == Criterion.REML) {
      LeastSquares.requireFullRank(triangle, p);
    }
    this.dbeta =
        fixed == FixedEffects.PROFILED
            ? Matrix.column(LeastSquares.solve(triangle))
            : new Matrix(p, 1);
    logDeterminantGradient = new double[v];
    rssGradient = new double[v];
    logDeterminantHessian = new double[v][v];
    rssHessian = new double[v][v];
  }

  /** dbeta, p x 1. */
  Matrix fixedEffectsStep() {
    return dbeta;
  }

  /** H = X'V^{-1}X, p x p. */
  Matrix information() {
    return information;
  }

  /** log|V|, under REML + log|H|. */
  double logDeterminant() throws NumericalTrouble {
    double sum = criterion == Criterion.REML ? informationFactor().logDeterminant() : 0;
    for (MarginalModel tree : trees) {
      sum += tree.logDeterminant();
    }
    return sum;
  }

  /** e'V^{-1}e. */
  double penalizedRss() {
    double sum = 0;
    for (MarginalModel tree : trees) {
      Matrix e = tree.residual(dbeta);
      sum += e.dot(tree.solve(e));
    }
    return sum;
  }

  private Cholesky informationFactor() throws NumericalTrouble {
    return Cholesky.of(information, FitStatus.RANK_DEFICIENT);
  }

  /** Fills the gradients and Hessians. */
  void differentiate() throws NumericalTrouble {
    Matrix[] ha = zeros(v, p, p);
    Matrix[] hab = zeros(v * v, p, p);
    Matrix[] ca = zeros(v, p, 1);
    for (MarginalModel tree : trees) {
      addTree(tree, ha, hab, ca);
    }
    if (fixed == FixedEffects.PROFILED) {
      addProfiling(ca);
    }
    if (criterion == Criterion.REML) {
      addRestriction(ha, hab);
    }
  }

  private void addTree(MarginalModel tree, Matrix[] ha, Matrix[] hab, Matrix[] ca) {
    List<Matrix> va = tree.gradient();
    List<Matrix> solved = va.stream().map(tree::solve).toList();
    Matrix z = tree.solve(tree.residual(dbeta));
    Matrix vx = tree.solve(tree.x());
    for (int a = 0; a < v; a++) {
      Matrix vaz = va.get(a).times(z);
      Matrix xva = vx.transpose().times(va.get(a));
      logDeterminantGradient[a] += solved.get(a).trace();
      rssGradient[a] -= z.dot(vaz);
      ha[a] = ha[a].minus(xva.times(vx));
      ca[a] = ca[a].plus(vx.transpose().times(vaz));
      for (int b = 0; b < v; b++) {
        Matrix vbz = solved.get(b).times(z);
        logDeterminantHessian[a][b] -= solved.get(a).dot(solved.get(b).transpose());
        rssHessian[a][b] += 2 * vaz.dot(vbz);
        Matrix crossed = xva.times(solved.get(b).times(vx));
        hab[a * v + b] = hab[a * v + b].plus(crossed).plus(crossed.transpose());
        addSecond(tree, a, b, z, vx, hab);
      }
    }
  }

  /** The terms in V_ab. */
  private void addSecond(MarginalModel tree, int a, int b, Matrix z, Matrix vx, Matrix[] hab) {
    tree.second(a, b)
        .ifPresent(
            vab -> {
              logDeterminantHessian[a][b] += tree.solve(vab).trace();
              rssHessian[a][b] -= z.dot(vab.times(z));
              Matrix xvabx = vx.transpose().times(vab).times(vx);
              hab[a * v + b] = hab[a * v + b].minus(xvabx);
            });
  }

  private void addProfiling(Matrix[] ca) throws NumericalTrouble {
    Cholesky h = informationFactor();
    for (int a = 0; a < v; a++) {
      for (int b = 0; b < v; b++) {
        rssHessian[a][b] -= 2 * ca[a].dot(h.solve(ca[b]));
      }
    }
  }

  private void addRestriction(Matrix[] ha, Matrix[] hab) throws NumericalTrouble {
    Cholesky h = informationFactor();
    for (int a = 0; a < v; a++) {
      Matrix solved = h.solve(ha[a]);
      logDeterminantGradient[a] += solved.trace();
      for (int b = 0; b < v; b++) {
        logDeterminantHessian[a][b] +=
            h.solve(hab[a * v + b]).trace() - solved.times(h.solve(ha[b])).trace();
      }
    }
  }

  private static Matrix[] zeros(int count, int rows, int columns) {
    Matrix[] all = new Matrix[count];
    for (int i = 0; i < count; i++) {
      all[i] = new Matrix(rows, columns);
    }
    return all;
  }

  /** Gradient of {@link #logDeterminant}, v entries. */
  double[] logDeterminantGradient() {
    return logDeterminantGradient;
  }

  /** Gradient of {@link #penalizedRss}, v entries. */
  double[] penalizedRssGradient() {
    return rssGradient;
  }

  /** Hessian of {@link #logDeterminant}, v x v. */
  double[][] logDeterminantHessian() {
    return logDeterminantHessian;
  }

  /** Hessian of {@link #penalizedRss}, v x v. */
  double[][] penalizedRssHessian() {
    return rssHessian;
  }
}
