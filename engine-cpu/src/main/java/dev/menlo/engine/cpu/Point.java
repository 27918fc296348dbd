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

  /** |u|^2, four sums over the array side by side. */
  double penalty() {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < u.length; i += 4) {
      a += u[i] * u[i];
      b += u[i + 1] * u[i + 1];
      c += u[i + 2] * u[i + 2];
      d += u[i + 3] * u[i + 3];
    }
    for (; i < u.length; i++) {
      a += u[i] * u[i];
    }
    return (a + b) + (c + d);
  }
}
