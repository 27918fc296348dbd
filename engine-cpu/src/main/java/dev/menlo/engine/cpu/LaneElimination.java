package dev.menlo.engine.cpu;

/**
 * Eliminates the deepest groups of a chunk over lanes, on cross-products that stand in their order.
 * Immutable; shared by all threads.
 */
final class LaneElimination {
  private static final int LANES = LaneProgram.LANES;
  private static final double[] NONE = {};

  /** Tiles at a time: what programs leave for one another stays in the first cache. */
  private static final int BLOCK = 8;

  private final ModelLayout layout;
  private final int seconds;
  private final int length;
  private final int q;

  /** Whether S is summed: its sum over a level above would need the order of the data. */
  private final boolean summed;

  /** Numbers that {@code factor} leaves: E, 1/d, d. */
  private final int factored;

  private final Lowered plain;
  private final Lowered newton;

  /**
   * The three programs.
   *
   * @param formed numbers that {@code form} leaves
   */
  private record Lowered(LaneProgram form, LaneProgram factor, LaneProgram apply, int formed) {}

  private LaneElimination(
      CompiledModel model, EliminationPrograms plain, EliminationPrograms newton, boolean summed) {
    layout = model.layout;
    seconds = model.seconds();
    q = layout.randomColumn[layout.levels - 1].length;
    length = layout.eliminatedLength();
    factored = plain.factor.outputs().length;
    this.summed = summed;
    this.plain = lower(plain, 1, 0);
    this.newton = lower(newton, Math.max(1, seconds), layout.allRandomEffects());
  }

  private Lowered lower(EliminationPrograms programs, int second, int effects) {
    int formed = programs.form.outputs().length;
    int sums = summed ? layout.packed : 0;
    return new Lowered(
        LaneCompiler.compile(
            programs.form, 0, LaneInputs.of(layout.packed, second).withMovingLane(effects)),
        LaneCompiler.compile(programs.factor, 0, LaneInputs.of(formed, 1)),
        LaneCompiler.compile(
            programs.apply, sums, LaneInputs.of(layout.packed, formed).withMovingLane(factored)),
        formed);
  }

  /** The programs of a model, or null if it has no lanes or one would be too long. */
  static LaneElimination of(CompiledModel model) {
    ModelLayout layout = model.layout;
    int levels = layout.levels;
    if (model.lanes == null || layout.randomColumn[levels - 1].length == 0) {
      return null;
    }
    boolean summed = levels == 1;
    EliminationPrograms plain = EliminationPrograms.plain(layout, summed);
    EliminationPrograms newton =
        EliminationPrograms.newton(layout, model.secondRow, model.secondColumn, summed);
    return plain.suit() && newton.suit() ? new LaneElimination(model, plain, newton, summed) : null;
  }

  /**
   * Eliminates the groups of a chunk.
   *
   * @param model null for the kept cross-products; else with curvature, and a group that is not
   *     safely positive definite falls back
   * @param lambda factor of the deepest level, q x q
   * @param eliminated receives S and the pivots
   * @param sums receives the sum of S over the chunk at {@code at}, if there is one level
   */
  void run(
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
    t.clearSums(layout.packed);
    double[] formed = t.left(BLOCK * (model == null ? plain : newton).formed());
    double[] factors = t.leftToo(BLOCK * factored);
    for (int first = lanes.from(chunk); first < lanes.to(chunk); first += BLOCK) {
      int tiles = Math.min(BLOCK, lanes.to(chunk) - first);
      if (model == null) {
        form(plain, t, fit, first, tiles, NONE, 0, lambda);
      } else {
        formNewton(s, fit, model, first, tiles, lambda);
      }
      (model == null ? plain : newton)
          .apply()
          .run(
              fit.kept.cross,
              first * layout.packed * LANES,
              formed,
              0,
              NONE,
              0,
              factors,
              0,
              NONE,
              NONE,
              tiles,
              eliminated,
              first * length * LANES,
              t.sums,
              0,
              t.spill);
    }
    if (summed) {
      t.addSums(layout.packed, sums, at);
    }
  }

  /** Forms and factors some tiles. */
  private void form(
      Lowered programs,
      LaneScratch t,
      FitState fit,
      int first,
      int tiles,
      double[] curvature,
      int curvatureAt,
      double[] lambda) {
    double[] formed = t.left(BLOCK * programs.formed());
    double[] factors = t.leftToo(BLOCK * factored);
    programs
        .form()
        .run(
            fit.kept.cross,
            first * layout.packed * LANES,
            curvature,
            curvatureAt,
            NONE,
            0,
            t.effects,
            t.effectsAt,
            NONE,
            lambda,
            tiles,
            formed,
            0,
            t.sums,
            0,
            t.spill);
    programs
        .factor()
        .run(
            formed, 0, NONE, 0, NONE, 0, NONE, 0, NONE, NONE, tiles, factors, 0, t.sums, 0,
            t.spill);
  }

  /** With curvature, but without that of lanes that are not safe. */
  private void formNewton(
      Scratch s, FitState fit, NewtonModel model, int first, int tiles, double[] lambda) {
    LaneScratch t = s.lanes;
    effects(s, fit, first, tiles);
    double[] curvature = fit.kept.curvature;
    int from = first * seconds * LANES;
    form(newton, t, fit, first, tiles, curvature, from, lambda);
    double[] safe = null;
    for (int slot = 0; slot < tiles * LANES; slot++) {
      int g = fit.forest.lanes.group(first + slot / LANES, slot % LANES);
      if (g >= 0 && !isSafe(t, slot)) {
        if (safe == null) {
          safe = s.block(tiles * seconds * LANES);
          System.arraycopy(curvature, from, safe, 0, tiles * seconds * LANES);
        }
        model.fallBack(g);
        for (int k = 0; k < seconds; k++) {
          safe[(slot / LANES * seconds + k) * LANES + slot % LANES] = 0;
        }
      }
    }
    if (safe != null) {
      form(newton, t, fit, first, tiles, safe, 0, lambda);
    }
  }

  /** Whether all pivots of a slot that was just factored are safe. */
  private boolean isSafe(LaneScratch t, int slot) {
    double[] factors = t.leftToo(BLOCK * factored);
    int at = (slot / LANES + 1) * factored * LANES + slot % LANES;
    boolean safe = true;
    for (int i = 1; i <= q; i++) {
      safe &= factors[at - i * LANES] >= NewtonModel.SAFE_PIVOT;
    }
    return safe;
  }

  /** Makes the effects of the scratch those that reach the groups of some tiles. */
  private void effects(Scratch s, FitState fit, int first, int tiles) {
    LaneScratch t = s.lanes;
    if (layout.levels == 1) {
      t.effects = fit.current.b;
      t.effectsAt = first * q * LANES;
      return;
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
