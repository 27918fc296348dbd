package dev.menlo.engine.cpu;

import dev.menlo.engine.program.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs {@link LaneResidualProgram} over the groups of a chunk. Immutable; shared by all threads.
 */
final class LaneResidual {
  private static final int LANES = LaneProgram.LANES;
  private static final double[] NONE = {};

  /** Tiles laid out at a time. */
  private static final int TILES = 8;

  /**
   * A program and where its sums go.
   *
   * @param to position of each sum among those of {@link SingleLevelResidual}
   */
  private record Step(LaneProgram program, int[] to) {}

  private final ModelLayout layout;
  private final int width;
  private final List<Step> steps = new ArrayList<>();

  private LaneResidual(ModelLayout layout) {
    this.layout = layout;
    width = (1 + WhiteningDerivatives.blocks(layout)) * layout.packed;
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
    if (!LaneCompiler.suits(program)) {
      return false;
    }
    steps.add(new Step(LaneCompiler.compile(program, to.length, width, 1), to));
    return true;
  }

  /**
   * Adds the sums of groups {@code from .. to - 1}.
   *
   * @param eliminated S, packed, group by group
   * @param jets C_j and C_jk, packed, group by group
   * @param e (-dbeta, 1) over the columns of [J w]
   * @param d D, q x q
   */
  void run(
      LaneScratch s,
      double[] eliminated,
      double[] jets,
      int from,
      int to,
      double[] e,
      double[] d,
      double[] results,
      int at) {
    int most = steps.get(0).to().length;
    for (int g = from; g < to; g += TILES * LANES) {
      int groups = Math.min(TILES * LANES, to - g);
      int tiles = (groups + LANES - 1) / LANES;
      s.begin(most, tiles, width, 1);
      layOut(s.evaluated, eliminated, jets, g, groups);
      for (Step step : steps) {
        sum(s, step, tiles, e, d, results, at);
      }
    }
  }

  private void sum(
      LaneScratch s, Step step, int tiles, double[] e, double[] d, double[] results, int at) {
    int length = step.to().length;
    Arrays.fill(s.sums, 0, length * LANES, 0);
    step.program()
        .run(s.evaluated, 0, NONE, 0, NONE, 0, NONE, 0, e, d, tiles, NONE, 0, s.sums, 0, s.spill);
    for (int o = 0; o < length; o++) {
      double sum = 0;
      for (int l = 0; l < LANES; l++) {
        sum += s.sums[o * LANES + l];
      }
      results[at + step.to()[o]] += sum;
    }
  }

  private void layOut(double[] x, double[] eliminated, double[] jets, int g, int groups) {
    int packed = layout.packed;
    int rest = width - packed;
    for (int i = groups; i < (groups + LANES - 1) / LANES * LANES; i++) {
      int to = i / LANES * width * LANES + i % LANES;
      for (int k = 0; k < width; k++) {
        x[to + k * LANES] = 0;
      }
    }
    for (int i = 0; i < groups; i++) {
      int to = i / LANES * width * LANES + i % LANES;
      for (int k = 0; k < packed; k++) {
        x[to + k * LANES] = eliminated[(g + i) * packed + k];
      }
      for (int k = 0; k < rest; k++) {
        x[to + (packed + k) * LANES] = jets[(g + i) * rest + k];
      }
    }
  }
}
