package dev.menlo.engine.cpu.reference;

import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.cpu.reference.Forest.Effect;
import dev.menlo.engine.cpu.reference.Forest.Tree;

/** The relative factors Lambda_k of one fit and D_k = Lambda_k Lambda_k'. */
final class Factors {
  private final ModelSpec model;
  private final Matrix[] lambda;

  /** Reads the concatenated row-major factors, level 1 first. */
  Factors(ModelSpec model, double[] concatenated) {
    this.model = model;
    this.lambda = new Matrix[model.levels()];
    int at = 0;
    for (int k = 1; k <= model.levels(); k++) {
      int q = model.randomEffects(k);
      lambda[k - 1] = new Matrix(q, q);
      for (int i = 0; i < q * q; i++) {
        lambda[k - 1].set(i / q, i % q, concatenated[at + i]);
      }
      at += q * q;
    }
  }

  /** Lambda_k. */
  Matrix lambda(int level) {
    return lambda[level - 1];
  }

  /** The number of random effects at levels above this one. */
  int firstEffect(int level) {
    int first = 0;
    for (int k = 1; k < level; k++) {
      first += model.randomEffects(k);
    }
    return first;
  }

  /** D_k. */
  Matrix covariance(int level) {
    return lambda(level).times(lambda(level).transpose());
  }

  /** Block-diagonal Lambda over the effects of a tree, U x U. */
  Matrix of(Tree tree) {
    Matrix all = new Matrix(tree.effectLength(), tree.effectLength());
    for (Effect e : tree.effects()) {
      if (model.randomEffects(e.level()) > 0) {
        all.insert(e.column(), e.column(), lambda(e.level()));
      }
    }
    return all;
  }

  /** b = Lambda u of every group of a forest, in the order of u. */
  double[] effects(Forest forest, double[] u) {
    double[] b = new double[u.length];
    for (Tree tree : forest.trees()) {
      for (Effect e : tree.effects()) {
        int q = model.randomEffects(e.level());
        for (int i = 0; i < q; i++) {
          for (int j = 0; j < q; j++) {
            b[e.position() + i] += lambda(e.level()).get(i, j) * u[e.position() + j];
          }
        }
      }
    }
    return b;
  }

  /** The entries of a tree from a vector in the order of u, as a column. */
  Matrix select(Tree tree, double[] all) {
    Matrix column = new Matrix(tree.effectLength(), 1);
    for (Effect e : tree.effects()) {
      for (int i = 0; i < model.randomEffects(e.level()); i++) {
        column.set(e.column() + i, 0, all[e.position() + i]);
      }
    }
    return column;
  }

  /** Puts a tree's column back into a vector in the order of u. */
  void scatter(Tree tree, Matrix column, double[] all) {
    for (Effect e : tree.effects()) {
      for (int i = 0; i < model.randomEffects(e.level()); i++) {
        all[e.position() + i] = column.get(e.column() + i);
      }
    }
  }
}
