package dev.menlo.engine.cpu;

import java.util.Arrays;

/**
 * The quadratic model of the penalised sum of squares with the exact second derivatives of the
 * mean, in the shape of a cross-product of [J w]. With H = sum (R^{-1} r) d2mu and e the current
 * effects of the group as a combination of columns:
 *
 * <pre>C_N = C - H,   (J'w)_N = J'w - H e,   (w'w)_N = w'w - e'H e</pre>
 *
 * A group where that is not safely positive definite falls back on C.
 */
final class NewtonModel implements GroupModel {
  /** A deepest group with a smaller pivot keeps its Gauss-Newton cross-product. */
  static final double SAFE_PIVOT = 0.1;

  private final CompiledModel model;
  private FitState fit;
  private boolean[] fellBack = new boolean[0];

  NewtonModel(CompiledModel model) {
    this.model = model;
  }

  /** Prepares for a fit: no group has fallen back. */
  void begin(FitState of) {
    fit = of;
    int groups = of.forest.deepestGroups;
    if (fellBack.length < groups) {
      fellBack = new boolean[groups];
    } else {
      Arrays.fill(fellBack, 0, groups, false);
    }
  }

  @Override
  public void form(Scratch s, int g, double[] into) {
    ModelLayout layout = model.layout;
    fit.forest.order.gather(fit.kept.cross, g, layout.packed, into);
    if (fellBack[g]) {
      return;
    }
    int m = layout.columns;
    int last = m * (m + 1) / 2;
    double[] e = s.combination;
    fit.forest.effects.gather(fit.current.b, g, s.effects);
    WorkingResponse.combine(layout, s.effects, e);
    int seconds = model.seconds();
    int at = fit.forest.order.at(g, seconds);
    for (int k = 0; k < seconds; k++) {
      double h = fit.kept.curvature[at + k * fit.forest.order.lanes];
      int i = model.secondRow[k];
      int j = model.secondColumn[k];
      into[i * (i + 1) / 2 + j] -= h;
      into[last + i] -= h * e[j];
      if (i != j) {
        into[last + j] -= h * e[i];
      }
      into[last + m] -= (i == j ? 1 : 2) * h * e[i] * e[j];
    }
  }

  /** Takes the Gauss-Newton cross-product of a group from now on. */
  void fallBack(int g) {
    fellBack[g] = true;
  }

  /** Whether a group has fallen back. */
  boolean fellBack(int g) {
    return fellBack[g];
  }

  /** How many groups from one to another have fallen back. */
  int fallbacks(int from, int to) {
    int count = 0;
    for (int g = from; g < to; g++) {
      count += fellBack[g] ? 1 : 0;
    }
    return count;
  }
}
