package dev.menlo.engine.cpu;

import dev.menlo.engine.program.Program;
import dev.menlo.engine.program.ProgramBuilder;

/**
 * {@link BackSubstitution} without damping over lanes, for one level: {@code u = Lambda'(s - S
 * e)[zc]}, then b = Lambda u. Immutable; shared by all threads.
 */
final class LaneBackSubstitution {
  private static final int LANES = LaneProgram.LANES;
  private static final double[] NONE = {};

  private final int q;
  private final int length;
  private final LaneProgram spherical;
  private final LaneProgram effects;

  private LaneBackSubstitution(ModelLayout layout, Program spherical, Program effects) {
    q = layout.randomEffects[0];
    length = layout.eliminatedLength();
    this.spherical = LaneCompiler.compile(spherical, 0, LaneInputs.of(length, 1));
    this.effects = LaneCompiler.compile(effects, 0, LaneInputs.of(q, 1));
  }

  /** The programs of a model with one level, or null if one would be too long. */
  static LaneBackSubstitution of(ModelLayout layout) {
    Program spherical = spherical(layout);
    Program effects = effects(layout.randomEffects[0]);
    return LaneCompiler.suits(spherical) && LaneCompiler.suits(effects)
        ? new LaneBackSubstitution(layout, spherical, effects)
        : null;
  }

  /** S as covariates, e as fixed effects, Lambda as residual parameters. */
  private static Program spherical(ModelLayout layout) {
    ProgramBuilder b = new ProgramBuilder();
    int[] zc = layout.randomColumn[0];
    int m = layout.columns;
    int[] u = new int[zc.length];
    for (int j = 0; j < zc.length; j++) {
      int v = b.covariate(PackedTriangle.at(m, zc[j]));
      for (int c = 0; c < m; c++) {
        v = b.sub(v, b.mul(b.covariate(PackedTriangle.at(zc[j], c)), b.fixedEffect(c)));
      }
      for (int i = 0; i < zc.length; i++) {
        int term = b.mul(b.residualParameter(j * zc.length + i), v);
        u[i] = j == 0 ? term : b.add(u[i], term);
      }
    }
    return b.build(u);
  }

  /** u as covariates, Lambda as residual parameters. */
  private static Program effects(int q) {
    ProgramBuilder b = new ProgramBuilder();
    int[] effects = new int[q];
    for (int i = 0; i < q; i++) {
      int sum = b.mul(b.residualParameter(i * q), b.covariate(0));
      for (int j = 1; j < q; j++) {
        sum = b.add(sum, b.mul(b.residualParameter(i * q + j), b.covariate(j)));
      }
      effects[i] = sum;
    }
    return b.build(effects);
  }

  /**
   * Computes the effects of the groups of a chunk.
   *
   * @param e dbeta as a combination of columns
   * @param into its factor is read; receives u and b
   */
  void run(
      LaneScratch s, LaneLayout lanes, int chunk, double[] eliminated, double[] e, Point into) {
    int first = lanes.from(chunk);
    int tiles = lanes.to(chunk) - first;
    int at = first * q * LANES;
    double[] lambda = into.relativeFactor;
    run(spherical, s, eliminated, first * length * LANES, e, lambda, tiles, into.u, at);
    run(effects, s, into.u, at, NONE, lambda, tiles, into.b, at);
  }

  private static void run(
      LaneProgram program,
      LaneScratch s,
      double[] from,
      int fromAt,
      double[] e,
      double[] lambda,
      int tiles,
      double[] to,
      int toAt) {
    program.run(
        from, fromAt, NONE, 0, NONE, 0, NONE, 0, e, lambda, tiles, to, toAt, s.sums, 0, s.spill);
  }
}
