package dev.menlo.engine.cpu;

import dev.menlo.engine.Design;

/**
 * A design's forest with what walking it needs: parents, where each level's effects begin, and the
 * chunks that sums run over.
 *
 * <p>A chunk is a run of groups of level 1 with all their descendants. Chunks depend on the design
 * alone, sums are formed within a chunk first and then over chunks in order, so a result has the
 * same bits for any number of threads. Shared by the fits of a design.
 */
final class ForestLayout {
  private static final int CHUNK_GROUPS = 256;
  private static final int CHUNK_ROWS = 8192;

  final Design design;
  final int levels;

  /** Groups of level K (the data set itself when K = 0). */
  final int deepestGroups;

  /** Most rows of a group of level K. */
  final int largestGroup;

  /** Where the effects of groups stand in b and u. */
  final EffectsLayout effects;

  /** Where the kept numbers of the groups of level K stand. */
  final GroupOrder order;

  final int chunks;

  /** The groups of level K in lanes; null where they are walked one by one. */
  final LaneLayout lanes;

  /** First group of each chunk by level (level 0 unused), closed by the number of groups. */
  private final int[][] chunkStart;

  /**
   * Lays out a design.
   *
   * @param covariates covariates to lay out in lanes, or -1 for no lanes
   */
  ForestLayout(Design design, ModelLayout model, int covariates) {
    this.design = design;
    this.levels = design.levels();
    this.deepestGroups = design.groups(levels);
    this.largestGroup = largest(design.start(levels));
    int[][] starts = chunkStarts(design);
    this.chunkStart = starts;
    this.chunks = starts[levels].length - 1;
    int block =
        Math.max(model.eliminatedLength(), WhiteningDerivatives.blocks(model) * model.packed);
    this.lanes = covariates < 0 ? null : LaneLayout.of(this, covariates, block);
    this.order = lanes == null ? GroupOrder.plain(deepestGroups) : lanes.order();
    this.effects = new EffectsLayout(design, model, order, parents(design));
  }

  private static int largest(int[] start) {
    int most = 0;
    for (int g = 0; g + 1 < start.length; g++) {
      most = Math.max(most, start[g + 1] - start[g]);
    }
    return most;
  }

  private static int[][] parents(Design design) {
    int[][] parents = new int[design.levels() + 1][];
    for (int k = 2; k <= design.levels(); k++) {
      int[] start = design.start(k - 1);
      parents[k] = new int[design.groups(k)];
      for (int g = 0; g + 1 < start.length; g++) {
        for (int child = start[g]; child < start[g + 1]; child++) {
          parents[k][child] = g;
        }
      }
    }
    return parents;
  }

  private static int[][] chunkStarts(Design design) {
    int levels = design.levels();
    int[][] starts = new int[levels + 1][];
    starts[0] = new int[] {0, 1};
    if (levels == 0) {
      return starts;
    }
    int groups = design.groups(1);
    int[] first = new int[groups + 1];
    int chunks = 0;
    int begin = 0;
    for (int g = 0; g < groups; g++) {
      boolean full =
          below(design, g + 1, levels) - below(design, begin, levels) >= CHUNK_GROUPS
              || below(design, g + 1, levels + 1) - below(design, begin, levels + 1) >= CHUNK_ROWS;
      if (full || g + 1 == groups) {
        first[++chunks] = g + 1;
        begin = g + 1;
      }
    }
    for (int k = 1; k <= levels; k++) {
      starts[k] = new int[chunks + 1];
      for (int c = 0; c <= chunks; c++) {
        starts[k][c] = below(design, first[c], k);
      }
    }
    return starts;
  }

  /** The first group of a level (rows: K + 1) below a group of level 1. */
  private static int below(Design design, int group, int level) {
    int g = group;
    for (int k = 1; k < level; k++) {
      g = design.start(k)[g];
    }
    return g;
  }

  /** First group of a level in a chunk. */
  int from(int level, int chunk) {
    return chunkStart[level][chunk];
  }

  /** End of the groups of a level in a chunk. */
  int to(int level, int chunk) {
    return chunkStart[level][chunk + 1];
  }
}
