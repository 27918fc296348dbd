package dev.menlo.engine.cpu;

import dev.menlo.engine.program.Program;

/**
 * Eliminates the deepest groups of a chunk over lanes, on cross-products that stand in their order.
 * Immutable; shared by all threads.
 */
final class LaneElimination {
  private static final int LANES = LaneProgram.LANES;
  private static final double[] NONE = {};

  private final ModelLayout layout;
  private final int seconds;
  private final int length;
  private final int q;

  /** Whether S is summed: its sum over a level above would need the order of the data. */
  private final boolean summed;

  private final LaneProgram plain;
  private final LaneProgram newton;

  private LaneElimination(CompiledModel model, Program plain, Program newton, boolean summed) {
    layout = model.layout;
    seconds = model.seconds();
    q = layout.randomColumn[layout.levels - 1].length;
    length = layout.eliminatedLength();
    this.summed = summed;
    int sums = summed ? layout.packed : 0;
    this.plain = LaneCompiler.compile(plain, sums, layout.packed, 1, 0);
    this.newton =
        LaneCompiler.compile(
            newton, sums, layout.packed, Math.max(1, seconds), layout.allRandomEffects());
  }

  /** The programs of a model, or null if it has no lanes or one would be too long. */
  static LaneElimination of(CompiledModel model) {
    ModelLayout layout = model.layout;
    int levels = layout.levels;
    if (model.lanes == null || layout.randomColumn[levels - 1].length == 0) {
      return null;
    }
    boolean summed = levels == 1;
    Program plain = EliminationProgram.plain(layout, summed);
    Program newton = EliminationProgram.newton(layout, model.secondRow, model.secondColumn, summed);
    return LaneCompiler.suits(plain) && LaneCompiler.suits(newton)
        ? new LaneElimination(model, plain, newton, summed)
        : null;
  }

  /**
   * Eliminates the kept cross-products of a chunk.
   *
   * @param lambda factor of the deepest level, q x q
   * @param eliminated receives S and the pivots
   * @param sums receives the sum of S over the chunk at {@code at}, if there is one level
   */
  void run(
      Scratch s,
      FitState fit,
      int chunk,
      double[] lambda,
      double[] eliminated,
      double[] sums,
      int at) {
    LaneLayout lanes = fit.forest.lanes;
    int first = lanes.from(chunk);
    int tiles = lanes.to(chunk) - first;
    LaneScratch t = s.lanes;
    t.clearSums(layout.packed);
    plain.run(
        fit.kept.cross,
        first * layout.packed * LANES,
        NONE,
        0,
        NONE,
        0,
        NONE,
        0,
        NONE,
        lambda,
        tiles,
        eliminated,
        first * length * LANES,
        t.sums,
        0,
        t.spill);
    if (summed) {
      t.addSums(layout.packed, sums, at);
    }
  }

  /** The same with curvature; a group that is not safely positive definite does without. */
  void runNewton(
      Scratch s,
      FitState fit,
      NewtonModel model,
      int chunk,
      double[] lambda,
      double[] eliminated,
      double[] sums,
      int at) {
    LaneLayout lanes = fit.forest.lanes;
    LaneScratch t = s.lanes;
    int first = lanes.from(chunk);
    int tiles = lanes.to(chunk) - first;
    int effectsAt = effects(t, s, fit, first, tiles);
    double[] curvature = fit.kept.curvature;
    int curvatureAt = first * seconds * LANES;
    newton(t, fit, first, tiles, curvature, curvatureAt, effectsAt, lambda, eliminated);
    if (fallBack(fit, model, chunk, eliminated)) {
      double[] safe = s.block(tiles * seconds * LANES);
      System.arraycopy(curvature, curvatureAt, safe, 0, tiles * seconds * LANES);
      for (int slot = 0; slot < tiles * LANES; slot++) {
        int g = lanes.group(first + slot / LANES, slot % LANES);
        for (int k = 0; k < seconds && g >= 0 && model.fellBack(g); k++) {
          safe[(slot / LANES * seconds + k) * LANES + slot % LANES] = 0;
        }
      }
      newton(t, fit, first, tiles, safe, 0, effectsAt, lambda, eliminated);
    }
    if (summed) {
      t.addSums(layout.packed, sums, at);
    }
  }

  private void newton(
      LaneScratch t,
      FitState fit,
      int first,
      int tiles,
      double[] curvature,
      int curvatureAt,
      int effectsAt,
      double[] lambda,
      double[] eliminated) {
    t.clearSums(layout.packed);
    newton.run(
        fit.kept.cross,
        first * layout.packed * LANES,
        curvature,
        curvatureAt,
        NONE,
        0,
        t.effects,
        effectsAt,
        NONE,
        lambda,
        tiles,
        eliminated,
        first * length * LANES,
        t.sums,
        0,
        t.spill);
  }

  /** Makes the effects that reach the groups of some tiles those of the scratch. */
  private int effects(LaneScratch t, Scratch s, FitState fit, int first, int tiles) {
    if (layout.levels == 1) {
      t.effects = fit.current.b;
      return first * q * LANES;
    }
    int all = layout.allRandomEffects();
    double[] gathered = t.gathered(tiles * all);
    for (int slot = 0; slot < tiles * LANES; slot++) {
      int g = fit.forest.lanes.group(first + slot / LANES, slot % LANES);
      if (g >= 0) {
        fit.forest.effects.gather(fit.current.b, g, s.effects);
      }
      for (int i = 0; i < all; i++) {
        gathered[(slot / LANES * all + i) * LANES + slot % LANES] = s.effects[i];
      }
    }
    return 0;
  }

  /** Marks groups with a pivot that is not safe; whether there is one. */
  private boolean fallBack(FitState fit, NewtonModel model, int chunk, double[] eliminated) {
    LaneLayout lanes = fit.forest.lanes;
    boolean any = false;
    for (int tile = lanes.from(chunk); tile < lanes.to(chunk); tile++) {
      int at = (tile * length + layout.packed) * LANES;
      for (int i = 0; i < q * LANES; i++) {
        int g = lanes.group(tile, i % LANES);
        if (g >= 0 && !(eliminated[at + i] >= NewtonModel.SAFE_PIVOT)) {
          model.fallBack(g);
          any = true;
        }
      }
    }
    return any;
  }

  /**
   * The smallest pivot of a chunk, NaN if one is.
   *
   * @param log receives the pivots, or null
   */
  double pivots(LaneLayout lanes, int chunk, double[] eliminated, LogDeterminant log) {
    double smallest = Double.POSITIVE_INFINITY;
    double excess = 0;
    for (int tile = lanes.from(chunk); tile < lanes.to(chunk); tile++) {
      int at = (tile * length + layout.packed) * LANES;
      for (int l = 0; l < LANES; l++) {
        double product = 1;
        for (int i = l; i < q * LANES; i += LANES) {
          double d = eliminated[at + i];
          smallest = d < smallest ? d : smallest;
          excess += d - d;
          product *= d;
        }
        if (log != null) {
          addProduct(log, product, eliminated, at + l);
        }
      }
    }
    return excess == 0 ? smallest : Double.NaN;
  }

  /** Adds the pivots of a group by their product, or one by one where that overflows. */
  private void addProduct(LogDeterminant log, double product, double[] pivots, int at) {
    if (product < LogDeterminant.LARGE) {
      log.add(product);
      return;
    }
    for (int i = 0; i < q; i++) {
      log.add(pivots[at + i * LANES]);
    }
  }
}
