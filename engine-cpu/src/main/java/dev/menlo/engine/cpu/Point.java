package dev.menlo.engine.cpu;

/** Parameters and effects of one fit: where its mean is evaluated. */
final class Point {
  /** p. */
  final double[] beta;

  /** Factors of all levels, row-major, level 1 first. */
  final double[] relativeFactor;

  /** r. */
  final double[] delta;

  /** Spherical effects u, as {@link EffectsLayout} says. */
  final double[] u;

  /** Effects b = Lambda u, likewise. */
  final double[] b;

  Point(ModelLayout model, ForestLayout forest) {
    beta = new double[model.fixedEffects];
    relativeFactor = new double[model.factorLength];
    delta = new double[model.residualParameters];
    u = new double[forest.effects.length()];
    b = new double[forest.effects.length()];
  }

  /** b = Lambda_k u, group by group at every level. */
  void updateEffects(ModelLayout model, ForestLayout forest) {
    forest.effects.multiply(relativeFactor, model.factorAt, u, b);
  }

  /** |u|^2, in the order of the array. */
  double penalty() {
    double sum = 0;
    for (double x : u) {
      sum += x * x;
    }
    return sum;
  }
}
