package dev.menlo.engine.cpu;

import java.util.Arrays;

/**
 * The down sweep after an {@link UpSweep}: effects of all groups from dbeta, outermost level first.
 * With e the outer effects and dbeta as a combination of columns, for each group
 *
 * <pre>
 * v = s - S e,   u = (Lambda' v[zc] + damping u_current) / (1 + damping),   b = Lambda u
 * </pre>
 *
 * and e gains b on the way to the group's children.
 */
final class BackSubstitution implements ChunkRunner.Work {
  private final ModelLayout layout;

  /** The same over lanes; null where there is none. */
  private final LaneBackSubstitution lanes;

  private final ChunkRunner runner;
  private final UpSweep sweep;

  private FitState fit;
  private Point into;
  private double[] fixedEffectsStep;
  private double damping;
  private GroupModel model;
  private double[] results = new double[1];

  BackSubstitution(CompiledModel model, ChunkRunner runner, UpSweep sweep) {
    layout = model.layout;
    lanes = model.backSubstitution();
    this.runner = runner;
    this.sweep = sweep;
  }

  /**
   * Computes u and b of a point whose relative factor is set.
   *
   * @param into receives u and b
   * @param damping that of the elimination; infinite keeps the current u
   * @param model quadratic model to value, or null
   * @return the quadratic model at the point less |u|^2, or 0 without model
   */
  double run(
      FitState fit, Point into, double[] fixedEffectsStep, double damping, GroupModel model) {
    this.fit = fit;
    this.into = into;
    this.fixedEffectsStep = fixedEffectsStep;
    this.damping = damping;
    this.model = model;
    int chunks = fit.forest.chunks;
    if (results.length < chunks) {
      results = new double[chunks];
    }
    runner.run(chunks, this);
    double value = 0;
    for (int c = 0; c < chunks; c++) {
      value += results[c];
    }
    return value;
  }

  @Override
  public void run(Scratch s, int chunk) {
    double[] e = s.path[0];
    Arrays.fill(e, 0);
    for (int i = 0; i < fixedEffectsStep.length; i++) {
      e[layout.fixedColumn[i]] += fixedEffectsStep[i];
    }
    double value = 0;
    if (layout.levels == 0) {
      value = model == null ? 0 : value(s, e, 0);
    } else if (lanes != null && fit.forest.lanes != null && damping == 0 && model == null) {
      lanes.run(s.lanes, fit.forest.lanes, chunk, sweep.eliminated(1), e, into);
    } else {
      int end = fit.forest.to(1, chunk);
      for (int g = fit.forest.from(1, chunk); g < end; g++) {
        value += descend(s, 1, g);
      }
    }
    results[chunk] = value;
  }

  private double descend(Scratch s, int level, int g) {
    effects(s.path[level - 1], level, g);
    if (level == layout.levels && model == null) {
      return 0;
    }
    double[] e = s.path[level];
    System.arraycopy(s.path[level - 1], 0, e, 0, e.length);
    int at = fit.forest.effects.at(level, g);
    int stride = fit.forest.effects.stride(level);
    int[] zc = layout.randomColumn[level - 1];
    for (int j = 0; j < zc.length; j++) {
      e[zc[j]] += into.b[at + j * stride];
    }
    if (level == layout.levels) {
      return value(s, e, g);
    }
    int[] start = fit.design.start(level);
    double value = 0;
    for (int child = start[g]; child < start[g + 1]; child++) {
      value += descend(s, level + 1, child);
    }
    return value;
  }

  private void effects(double[] e, int level, int g) {
    int q = layout.randomEffects[level - 1];
    int at = fit.forest.effects.at(level, g);
    int stride = fit.forest.effects.stride(level);
    double[] u = into.u;
    double[] now = fit.current.u;
    if (damping != Double.POSITIVE_INFINITY) {
      sphericalEffects(e, level, g, u, at);
    }
    for (int i = at; i < at + q * stride && damping != 0; i += stride) {
      u[i] =
          damping == Double.POSITIVE_INFINITY ? now[i] : (u[i] + damping * now[i]) / (1 + damping);
    }
    int factorAt = layout.factorAt[level - 1];
    EffectsLayout.multiply(into.relativeFactor, factorAt, q, u, at, stride, into.b);
  }

  /** u = Lambda' (s - S e)[zc]. */
  private void sphericalEffects(double[] e, int level, int g, double[] u, int at) {
    int[] zc = layout.randomColumn[level - 1];
    int q = zc.length;
    int m = layout.columns;
    double[] s = sweep.eliminated(level);
    int group = sweep.at(level, g);
    int stride = sweep.stride(level);
    double[] lambda = into.relativeFactor;
    int factorAt = layout.factorAt[level - 1];
    for (int i = 0; i < q; i++) {
      u[at + i * stride] = 0;
    }
    for (int j = 0; j < q; j++) {
      double v = s[group + PackedTriangle.at(m, zc[j]) * stride];
      for (int c = 0; c < m; c++) {
        v -= s[group + PackedTriangle.at(zc[j], c) * stride] * e[c];
      }
      for (int i = 0; i < q; i++) {
        u[at + i * stride] += lambda[factorAt + j * q + i] * v;
      }
    }
  }

  /** w'w - 2 e'J'w + e'C e on the cross-product of a group of level K. */
  private double value(Scratch s, double[] e, int g) {
    int m = layout.columns;
    int last = m * (m + 1) / 2;
    double[] c = s.cross;
    model.form(s, g, c);
    double value = c[last + m];
    for (int i = 0; i < m; i++) {
      double sum = -2 * c[last + i];
      for (int j = 0; j < m; j++) {
        sum += c[PackedTriangle.at(i, j)] * e[j];
      }
      value += e[i] * sum;
    }
    return value;
  }
}
