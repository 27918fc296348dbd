package dev.menlo.engine.cpu.reference;

import java.util.ArrayList;
import java.util.List;

/**
 * The damped Gauss-Newton PNLS system by stacked elimination. For each tree the rows
 *
 * <pre>
 *   [ R^{-1/2} Z Lambda   R^{-1/2} X   R^{-1/2} w       ]
 *   [ I                   0            0                ]
 *   [ sqrt(damping) I     0            sqrt(damping) u0 ]
 * </pre>
 *
 * are reduced by Householder reflections; the rows that remain below the first U go to the root,
 * where {@code sqrt(damping diag(X'V^{-1}X))} is stacked on them (docs/method.md, elimination).
 */
final class GaussNewtonSolve {
  private final List<LinearTree> trees;
  private final Factors factors;
  private final int p;

  GaussNewtonSolve(List<LinearTree> trees, Factors factors, int fixedEffects) {
    this.trees = trees;
    this.factors = factors;
    this.p = fixedEffects;
  }

  /**
   * Solves for the trial point.
   *
   * @param damping finite, at least 0
   * @param scale diag(X'V^{-1}X), p entries
   * @param current u now; not modified
   */
  Step solve(double damping, double[] scale, double[] current) throws NumericalTrouble {
    List<Matrix> triangles = new ArrayList<>();
    List<Matrix> remainders = new ArrayList<>();
    for (LinearTree tree : trees) {
      Matrix triangle = LeastSquares.triangle(stack(tree, damping));
      int m = tree.tree().effectLength();
      triangles.add(triangle);
      remainders.add(triangle.block(m, m, p + 1, p + 1));
    }
    remainders.add(rootDamping(damping, scale));
    double[] dbeta =
        LeastSquares.solve(LeastSquares.triangle(LeastSquares.stack(remainders, p + 1)));
    double[] u = current.clone();
    for (int t = 0; t < trees.size(); t++) {
      factors.scatter(trees.get(t).tree(), backSubstitute(triangles.get(t), dbeta), u);
    }
    return new Step(dbeta, u, predictedRss(dbeta, u), 0);
  }

  private Matrix stack(LinearTree tree, double damping) throws NumericalTrouble {
    int n = tree.tree().rows().size();
    int m = tree.tree().effectLength();
    Matrix rows = new Matrix(n + 2 * m, m + p + 1);
    Cholesky whitener = tree.whitener();
    rows.insert(0, 0, whitener.whiten(tree.z().times(factors.of(tree.tree()))));
    rows.insert(0, m, whitener.whiten(tree.x()));
    rows.insert(0, m + p, whitener.whiten(tree.w()));
    for (int i = 0; i < m; i++) {
      rows.set(n + i, i, 1);
      rows.set(n + m + i, i, Math.sqrt(damping));
      rows.set(n + m + i, m + p, Math.sqrt(damping) * tree.u().get(i));
    }
    return rows;
  }

  private Matrix rootDamping(double damping, double[] scale) {
    Matrix rows = new Matrix(p, p + 1);
    for (int j = 0; j < p; j++) {
      rows.set(j, j, Math.sqrt(damping * scale[j]));
    }
    return rows;
  }

  /** u of a tree from its triangle: R_uu u = c - R_ux dbeta. */
  private Matrix backSubstitute(Matrix triangle, double[] dbeta) {
    int m = triangle.columns() - p - 1;
    Matrix u = new Matrix(m, 1);
    for (int i = m - 1; i >= 0; i--) {
      double sum = triangle.get(i, m + p);
      for (int j = 0; j < p; j++) {
        sum -= triangle.get(i, m + j) * dbeta[j];
      }
      for (int j = i + 1; j < m; j++) {
        sum -= triangle.get(i, j) * u.get(j);
      }
      u.set(i, 0, sum / triangle.get(i, i));
    }
    return u;
  }

  /** |R^{-1/2} (w - X dbeta - Z Lambda u)|^2 + |u|^2, summed over the trees. */
  double predictedRss(double[] dbeta, double[] u) throws NumericalTrouble {
    Matrix step = Matrix.column(dbeta);
    double sum = 0;
    for (LinearTree tree : trees) {
      Matrix own = factors.select(tree.tree(), u);
      Matrix fitted = tree.x().times(step).plus(tree.z().times(factors.of(tree.tree()).times(own)));
      Matrix e = tree.whitener().whiten(tree.w().minus(fitted));
      sum += e.dot(e) + own.dot(own);
    }
    return sum;
  }
}
