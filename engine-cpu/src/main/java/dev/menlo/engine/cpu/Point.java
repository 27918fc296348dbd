package dev.menlo.engine.cpu;

/** Parameters and effects of one fit: where its mean is evaluated. */
final class Point {
  /** p. */
  final double[] beta;

  /** Factors of all levels, row-major, level 1 first. */
  final double[] relativeFactor;

  /** r. */
  final double[] delta;

  /** Spherical effects u, level 1 first, group by group. */
  final double[] u;

  /** Effects b = Lambda u, in the same order. */
  final double[] b;

  Point(ModelLayout model, ForestLayout forest) {
    beta = new double[model.fixedEffects];
    relativeFactor = new double[model.factorLength];
    delta = new double[model.residualParameters];
    u = new double[forest.effects()];
    b = new double[forest.effects()];
  }

  /** b = Lambda_k u, group by group at every level. */
  void updateEffects(ModelLayout model, ForestLayout forest) {
    for (int k = 0; k < model.levels; k++) {
      int q = model.randomEffects[k];
      for (int at = forest.effectsAt[k]; at < forest.effectsAt[k + 1]; at += q) {
        multiply(relativeFactor, model.factorAt[k], q, u, at, b);
      }
    }
  }

  /** b[at ..] = Lambda u[at ..], Lambda row-major q x q at {@code factorAt}. */
  static void multiply(double[] factor, int factorAt, int q, double[] u, int at, double[] b) {
    for (int i = 0; i < q; i++) {
      double sum = 0;
      for (int j = 0; j < q; j++) {
        sum += factor[factorAt + i * q + j] * u[at + j];
      }
      b[at + i] = sum;
    }
  }

  /** |u|^2, group by group in the order of the data. */
  double penalty() {
    double sum = 0;
    for (double x : u) {
      sum += x * x;
    }
    return sum;
  }
}
