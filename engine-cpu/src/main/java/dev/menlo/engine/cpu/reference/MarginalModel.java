package dev.menlo.engine.cpu.reference;

import dev.menlo.engine.FitStatus;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.cpu.reference.Forest.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The marginal model of one tree: {@code w ~ N(X dbeta, sigma^2 V)}, {@code V = R + Z D Z'}, with
 * the derivatives of V in (vech(D_1), ..., vech(D_K), delta). V is formed, raw and n x n; as {@code
 * |V| = |R| |A|} nothing here whitens.
 */
final class MarginalModel {
  private final ModelSpec model;
  private final LinearTree tree;
  private final Cholesky v;

  MarginalModel(ModelSpec model, LinearTree tree, Factors factors) throws NumericalTrouble {
    this.model = model;
    this.tree = tree;
    tree.whitener();
    this.v = Cholesky.of(tree.marginalCovariance(factors), FitStatus.BREAKDOWN);
  }

  /** log|V| = log|A| + log|R|. */
  double logDeterminant() {
    return v.logDeterminant();
  }

  /** V^{-1/2} [X w], n x (p + 1). */
  Matrix whitenedRows() {
    return v.whiten(tree.x().beside(tree.w()));
  }

  /** V^{-1} B. */
  Matrix solve(Matrix b) {
    return v.solve(b);
  }

  /** X, n x p. */
  Matrix x() {
    return tree.x();
  }

  /** w - X dbeta. */
  Matrix residual(Matrix dbeta) {
    return tree.w().minus(tree.x().times(dbeta));
  }

  /** V_a = dV/dtheta_a for every parameter, in the order of the profile. */
  List<Matrix> gradient() {
    List<Matrix> all = new ArrayList<>();
    for (int k = 1; k <= model.levels(); k++) {
      for (int j = 0; j < model.randomEffects(k); j++) {
        for (int i = j; i < model.randomEffects(k); i++) {
          all.add(covarianceDirection(k, i, j));
        }
      }
    }
    all.addAll(List.of(tree.errors().gradient()));
    return all;
  }

  /** V_ab: d2R for two residual parameters; empty otherwise, as V is linear in D. */
  Optional<Matrix> second(int a, int b) {
    int first = model.vechLength();
    return a < first || b < first
        ? Optional.empty()
        : Optional.of(tree.errors().hessian()[a - first][b - first]);
  }

  /** sum_g z_i z_j' + z_j z_i' (once if i = j) over the groups of level k, z the columns of Z_g. */
  private Matrix covarianceDirection(int level, int i, int j) {
    int n = tree.tree().rows().size();
    Matrix direction = new Matrix(n, n);
    for (Effect e : tree.tree().effects()) {
      if (e.level() == level) {
        Matrix zi = tree.z().column(e.column() + i);
        Matrix zj = tree.z().column(e.column() + j);
        Matrix outer = zi.times(zj.transpose());
        direction = direction.plus(i == j ? outer : outer.plus(outer.transpose()));
      }
    }
    return direction;
  }
}
