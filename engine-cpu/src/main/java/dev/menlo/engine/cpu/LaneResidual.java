package dev.menlo.engine.cpu;

import dev.menlo.engine.program.Program;

/**
 * Runs {@link LaneResidualProgram} over the groups of a chunk. Immutable; shared by all threads.
 */
final class LaneResidual {
  private static final int LANES = LaneProgram.LANES;

  /** Tiles laid out at a time. */
  private static final int TILES = 8;

  private final ModelLayout layout;
  private final int jetLength;

  /** Into the places of {@link SingleLevelResidual}. */
  private final LaneSums sums = new LaneSums();

  private LaneResidual(ModelLayout layout) {
    this.layout = layout;
    jetLength = WhiteningDerivatives.blocks(layout) * layout.packed;
  }

  /** The programs of a model with one level, or null if one is too long. */
  static LaneResidual of(ModelLayout layout) {
    LaneResidual lanes = new LaneResidual(layout);
    int r = layout.residualParameters;
    int qq = PackedTriangle.length(layout.randomEffects[0]);
    int pairAt = 2 * r;
    int crossAt = pairAt + 2 * PackedTriangle.length(r);
    int stepAt = crossAt + 2 * r * qq;
    int p = layout.fixedEffects;
    for (int j = 0; j < layout.residualParameters; j++) {
      int[] to = new int[2 + 2 * qq + p];
      to[0] = 2 * j;
      to[1] = 2 * j + 1;
      for (int i = 0; i < 2 * qq; i++) {
        to[2 + i] = crossAt + 2 * j * qq + i;
      }
      for (int x = 0; x < p; x++) {
        to[2 + 2 * qq + x] = stepAt + j * p + x;
      }
      if (!lanes.add(LaneResidualProgram.first(layout, j), to)) {
        return null;
      }
      for (int k = 0; k <= j; k++) {
        int pair = pairAt + 2 * PackedTriangle.at(j, k);
        if (!lanes.add(LaneResidualProgram.second(layout, j, k), new int[] {pair, pair + 1})) {
          return null;
        }
      }
    }
    return lanes;
  }

  private boolean add(Program program, int[] to) {
    return sums.add(program, LaneSums.places(to), layout.eliminatedLength(), jetLength);
  }

  /**
   * Adds the sums of the groups of a chunk.
   *
   * @param eliminated S of every group, in the order of the forest
   * @param jets C_j and C_jk of every group, likewise
   * @param e (-dbeta, 1) over the columns of [J w]
   * @param d D, q x q
   */
  void run(
      LaneScratch s,
      ForestLayout forest,
      int chunk,
      double[] eliminated,
      double[] jets,
      double[] e,
      double[] d,
      double[] results,
      int at) {
    int length = layout.eliminatedLength();
    if (forest.lanes != null) {
      int first = forest.lanes.from(chunk);
      int tiles = forest.lanes.to(chunk) - first;
      int from = first * LANES;
      sums.run(s, eliminated, from * length, jets, from * jetLength, e, d, tiles, results, at);
      return;
    }
    int end = forest.to(1, chunk);
    for (int g = forest.from(1, chunk); g < end; g += TILES * LANES) {
      int groups = Math.min(TILES * LANES, end - g);
      int tiles = (groups + LANES - 1) / LANES;
      double[] x = s.left(tiles * length);
      layOut(eliminated, g, groups, length, x);
      double[] y = s.leftToo(tiles * jetLength);
      layOut(jets, g, groups, jetLength, y);
      sums.run(s, x, 0, y, 0, e, d, tiles, results, at);
    }
  }

  /** Lays blocks that stand one after another side by side; lanes without a group are 0. */
  private static void layOut(double[] blocks, int g, int groups, int length, double[] x) {
    for (int i = 0; i < (groups + LANES - 1) / LANES * LANES; i++) {
      int to = i / LANES * length * LANES + i % LANES;
      for (int k = 0; k < length; k++) {
        x[to + k * LANES] = i < groups ? blocks[(g + i) * length + k] : 0;
      }
    }
  }
}
