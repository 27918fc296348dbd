package dev.menlo.engine.cpu.reference;

import dev.menlo.engine.cpu.reference.Forest.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The damped Newton PNLS system by its normal equations. With {@code y = (u, dbeta)}, {@code T =
 * blockdiag(Lambda, I)} and increments {@code d = T y - c}, {@code c = (b0, 0)}, minimises
 *
 * <pre>
 *   rr - 2 g'd + d'C d + |u|^2 + damping ( |u - u0|^2 + dbeta' diag(scale) dbeta )
 *   C = J'R^{-1}J - sum_i (R^{-1}r)_i d2mu_i,   g = J'R^{-1}r,   J = [Z X]
 * </pre>
 *
 * A group of level K whose {@code Lambda'C_zz Lambda + (1 + damping) I} has a pivot below 0.1 keeps
 * {@code J'R^{-1}J}. If an outer group or the root is not positive definite all groups do.
 */
final class NewtonSolve {
  /** A smaller pivot counts as indefinite. */
  private static final double SAFE_PIVOT = 0.1;

  private final List<LinearTree> trees;
  private final MeanRows mean;
  private final Factors factors;
  private final int p;

  NewtonSolve(List<LinearTree> trees, MeanRows mean, Factors factors, int p) {
    this.trees = trees;
    this.mean = mean;
    this.factors = factors;
    this.p = p;
  }

  /**
   * Solves for the trial point.
   *
   * @param damping finite, at least 0
   * @param scale diag(X'V^{-1}X), p entries
   * @param current u now; not modified
   * @return empty when the whole fit must fall back on Gauss-Newton
   */
  Optional<Step> solve(double damping, double[] scale, double[] current) throws NumericalTrouble {
    int fallbacks = 0;
    List<Quadratic> models = new ArrayList<>();
    for (LinearTree tree : trees) {
      Cholesky whitener = tree.whitener();
      Matrix c = gaussNewton(tree, whitener);
      Matrix weights = whitener.solve(tree.r());
      for (int block = 0; block < tree.tree().blocks().size(); block++) {
        Matrix newton = c.minus(curvature(tree, block, weights));
        if (isSafe(newton, tree, block, damping)) {
          c = newton;
        } else {
          fallbacks++;
        }
      }
      models.add(quadratic(tree, c, weights));
    }
    return minimise(models, damping, scale, current, fallbacks);
  }

  /** J'R^{-1}J, (U + p) x (U + p). */
  private static Matrix gaussNewton(LinearTree tree, Cholesky whitener) {
    Matrix j = whitener.whiten(jacobian(tree));
    return j.transpose().times(j);
  }

  private static Matrix jacobian(LinearTree tree) {
    return tree.z().beside(tree.x());
  }

  /** sum_i (R^{-1}r)_i d2mu_i over the rows of a group of level K, (U + p) x (U + p). */
  private Matrix curvature(LinearTree tree, int block, Matrix weights) {
    int m = tree.tree().effectLength();
    Matrix sum = new Matrix(m + p, m + p);
    List<Integer> rows = tree.tree().blocks().get(block);
    int[] column = columns(tree, rows);
    for (int i : rows) {
      for (int a = 0; a < column.length; a++) {
        for (int b = 0; b < column.length; b++) {
          double second = mean.second(tree.tree().rows().get(i), a, b);
          sum.set(column[a], column[b], sum.get(column[a], column[b]) + weights.get(i) * second);
        }
      }
    }
    return sum;
  }

  /** Column in (u, dbeta) of each fixed effect, then of each random effect over these rows. */
  private int[] columns(LinearTree tree, List<Integer> rows) {
    int[] column = new int[mean.parameters()];
    for (int j = 0; j < p; j++) {
      column[j] = tree.tree().effectLength() + j;
    }
    for (Effect e : tree.tree().effects()) {
      if (!rows.isEmpty() && e.rows().containsAll(rows)) {
        int q = factors.lambda(e.level()).rows();
        for (int i = 0; i < q; i++) {
          column[p + factors.firstEffect(e.level()) + i] = e.column() + i;
        }
      }
    }
    return column;
  }

  private boolean isSafe(Matrix c, LinearTree tree, int block, double damping) {
    List<Effect> effects = tree.tree().effects();
    if (effects.isEmpty()) {
      return true;
    }
    Effect own = effects.get(effects.size() - tree.tree().blocks().size() + block);
    Matrix lambda = factors.lambda(own.level());
    int q = lambda.rows();
    int at = own.column();
    Matrix czz = c.block(at, at, q, q);
    Matrix identity = Matrix.identity(q).times(1 + damping);
    return Cholesky.smallestPivot(lambda.transpose().times(czz).times(lambda).plus(identity))
        >= SAFE_PIVOT;
  }

  private Quadratic quadratic(LinearTree tree, Matrix c, Matrix weights) {
    int m = tree.tree().effectLength();
    Matrix t = Matrix.identity(m + p);
    t.insert(0, 0, factors.of(tree.tree()));
    Matrix shift = new Matrix(m + p, 1);
    shift.insert(0, 0, tree.b());
    Matrix g = jacobian(tree).transpose().times(weights);
    return new Quadratic(tree, c, g, tree.r().dot(weights), t, shift);
  }

  /**
   * Eliminates u tree by tree from {@code (T'CT + damping) y = T'(g + C c) + damping y0}, solves
   * the Schur complement for dbeta, and substitutes back.
   */
  private Optional<Step> minimise(
      List<Quadratic> models, double damping, double[] scale, double[] current, int fallbacks) {
    Matrix root = Matrix.diagonal(scale).times(damping);
    Matrix right = new Matrix(p, 1);
    for (Quadratic model : models) {
      Optional<Cholesky> inner = Cholesky.ifPositiveDefinite(model.uu(damping));
      if (inner.isEmpty()) {
        return Optional.empty();
      }
      Matrix ux = model.ux(p);
      root = root.plus(model.xx()).minus(ux.transpose().times(inner.get().solve(ux)));
      Matrix eliminated = inner.get().solve(model.rightU(damping));
      right = right.plus(model.rightX()).minus(ux.transpose().times(eliminated));
    }
    Optional<Cholesky> outer = Cholesky.ifPositiveDefinite(root);
    if (outer.isEmpty()) {
      return Optional.empty();
    }
    Matrix dbeta = outer.get().solve(right);
    return Optional.of(backSubstitute(models, damping, dbeta, current, fallbacks));
  }

  private Step backSubstitute(
      List<Quadratic> models, double damping, Matrix dbeta, double[] current, int fallbacks) {
    double[] u = current.clone();
    double predicted = 0;
    for (Quadratic model : models) {
      Matrix right = model.rightU(damping).minus(model.ux(p).times(dbeta));
      Matrix own = Cholesky.ifPositiveDefinite(model.uu(damping)).orElseThrow().solve(right);
      factors.scatter(model.tree().tree(), own, u);
      predicted += model.value(own, dbeta);
    }
    return new Step(dbeta.toArray(), u, predicted, fallbacks);
  }
}
