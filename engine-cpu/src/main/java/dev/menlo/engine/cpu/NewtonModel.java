package dev.menlo.engine.cpu;

/**
 * The quadratic model of the penalised sum of squares with the exact second derivatives of the
 * mean, in the shape of a cross-product of [J w]. With H = sum (R^{-1} r) d2mu and e the current
 * effects of the group as a combination of columns:
 *
 * <pre>C_N = C - H,   (J'w)_N = J'w - H e,   (w'w)_N = w'w - e'H e</pre>
 */
final class NewtonModel {
  /** A deepest group with a smaller pivot keeps its Gauss-Newton cross-product. */
  static final double SAFE_PIVOT = 0.1;

  private final CompiledModel model;
  private FitState fit;

  /** Cross-products of the model, packed, group by group. */
  double[] cross = new double[0];

  NewtonModel(CompiledModel model) {
    this.model = model;
  }

  /** Prepares for a fit. */
  void begin(FitState of) {
    fit = of;
    if (cross.length < of.kept.cross.length) {
      cross = new double[of.kept.cross.length];
    }
  }

  /** Forms the model of every group of a fit. */
  void formAll(ChunkRunner runner, FitState of) {
    begin(of);
    int levels = model.layout.levels;
    runner.run(
        of.forest.chunks,
        (scratch, chunk) -> {
          for (int g = of.forest.from(levels, chunk); g < of.forest.to(levels, chunk); g++) {
            form(scratch, g);
          }
        });
  }

  /** Forms the model of a group of level K. */
  void form(Scratch s, int g) {
    ModelLayout layout = model.layout;
    int m = layout.columns;
    int at = g * layout.packed;
    int last = at + m * (m + 1) / 2;
    double[] e = s.combination;
    fallBack(g);
    fit.forest.gather(layout, fit.current.b, g, s.effects);
    WorkingResponse.combine(layout, s.effects, e);
    int seconds = model.seconds();
    for (int k = 0; k < seconds; k++) {
      double h = fit.kept.curvature[g * seconds + k];
      int i = model.secondRow[k];
      int j = model.secondColumn[k];
      cross[at + i * (i + 1) / 2 + j] -= h;
      cross[last + i] -= h * e[j];
      if (i != j) {
        cross[last + j] -= h * e[i];
      }
      cross[last + m] -= (i == j ? 1 : 2) * h * e[i] * e[j];
    }
  }

  /** Takes the Gauss-Newton cross-product of a group instead. */
  void fallBack(int g) {
    int packed = model.layout.packed;
    System.arraycopy(fit.kept.cross, g * packed, cross, g * packed, packed);
  }
}
