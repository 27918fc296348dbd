package dev.menlo.engine.nd4j;

import dev.menlo.engine.Design;

/** The random effects of a fit as stacks by level, and as combinations of columns of [J w]. */
final class Levels {
  private final CompiledModel model;
  private final Design design;

  Levels(CompiledModel model, Design design) {
    this.model = model;
    this.design = design;
  }

  int levels() {
    return design.levels();
  }

  int groups(int level) {
    return design.groups(level);
  }

  int effects(int level) {
    return model.spec.randomEffects(level);
  }

  /** First child of each group of a level, closed by the total. */
  int[] children(int level) {
    return design.start(level);
  }

  /** Length of u. */
  int length() {
    return position(design.levels() + 1);
  }

  /** Where a level begins in u. */
  int position(int level) {
    int at = 0;
    for (int k = 1; k < level; k++) {
      at += effects(k) * groups(k);
    }
    return at;
  }

  /** A level's part of a vector in the order of u, groups x q x 1. */
  Stack part(double[] all, int level) {
    int from = position(level);
    int length = effects(level) * groups(level);
    double[] own = java.util.Arrays.copyOfRange(all, from, from + length);
    return Stack.of(own, groups(level), effects(level), 1);
  }

  /** b = Lambda u of a level. */
  Stack effects(Stack u, double[] factors, int level) {
    return left(model.factor(factors, level), u);
  }

  /** b of all levels in the order of u. */
  double[] effects(double[] u, double[] factors) {
    double[] b = new double[u.length];
    for (int k = 1; k <= levels(); k++) {
      double[] own = effects(part(u, k), factors, k).toArray();
      System.arraycopy(own, 0, b, position(k), own.length);
    }
    return b;
  }

  /** The combination e of columns that effects of a level contribute, groups x N x 1. */
  Stack combination(Stack b, int level) {
    return left(model.selection(level), b);
  }

  /** The combination e of all effects that reach a deepest group, groups x N x 1. */
  Stack combination(double[] b) {
    Stack e = Stack.zeros(1, model.order, 1);
    for (int k = 1; k <= levels(); k++) {
      e = e.spread(children(k - 1)).plus(combination(part(b, k), k));
    }
    return e;
  }

  /** The same matrix on the left of all: A B_g. */
  static Stack left(double[][] a, Stack b) {
    if (b.rows == 0) {
      return Stack.zeros(b.count, a.length, b.columns);
    }
    double[][] transposed = new double[b.rows][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.rows; j++) {
        transposed[j][i] = a[i][j];
      }
    }
    return b.transpose().times(transposed).transpose();
  }
}
