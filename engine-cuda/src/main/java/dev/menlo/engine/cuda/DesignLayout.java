package dev.menlo.engine.cuda;

import dev.menlo.engine.Design;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A design in tiles of 32 groups: which group of level K is in which lane, and where each row is
 * kept. With one level, groups are dealt to lanes by descending size; with more, in the order of
 * the data. Within a group the rows in the likelihood come first, in order.
 */
final class DesignLayout {
  static final int LANES = 32;

  final Design design;
  final int levels;

  /** Group of level K in each slot, and its inverse. */
  final int[] groupAt;

  final int[] slotOf;

  /** First row of each tile of level K, closed by the number of rows of all tiles. */
  final int[] tileRow;

  /** Most rows of a group of each tile. */
  final int[] tileRows;

  /** Rows of each slot, and those in the likelihood; 0 in lanes beyond the end. */
  final int[] rows;

  final int[] count;

  /** Place of each row of the design in an array of one number a row. */
  final int[] place;

  /**
   * Per place in the order of the data, the row of its group where it is kept; null if all rows are
   * in the likelihood.
   */
  final int[] rank;

  DesignLayout(Design design) {
    this.design = design;
    levels = design.levels();
    int[] start = design.start(levels);
    int groups = design.groups(levels);
    Comparator<Integer> bySize = Comparator.comparingInt(g -> start[g] - start[g + 1]);
    groupAt =
        levels == 1
            ? IntStream.range(0, groups).boxed().sorted(bySize).mapToInt(g -> g).toArray()
            : IntStream.range(0, groups).toArray();
    slotOf = new int[groups];
    int tiles = tiles(levels);
    rows = new int[tiles * LANES];
    count = new int[tiles * LANES];
    tileRow = new int[tiles + 1];
    tileRows = new int[tiles];
    for (int slot = 0; slot < groups; slot++) {
      slotOf[groupAt[slot]] = slot;
      rows[slot] = start[groupAt[slot] + 1] - start[groupAt[slot]];
    }
    for (int t = 0; t < tiles; t++) {
      for (int lane = 0; lane < LANES; lane++) {
        tileRows[t] = Math.max(tileRows[t], rows[t * LANES + lane]);
      }
      tileRow[t + 1] = Math.addExact(tileRow[t], tileRows[t]);
    }
    Math.multiplyExact(tileRow[tiles], LANES);
    place = new int[design.rows()];
    rank = design.allInLikelihood() ? null : new int[tileRow[tiles] * LANES];
    for (int slot = 0; slot < groups; slot++) {
      keepRows(slot, start[groupAt[slot]]);
    }
  }

  private void keepRows(int slot, int first) {
    for (int pass = 0, kept = 0; pass < 2; pass++) {
      for (int r = 0; r < rows[slot]; r++) {
        if (design.inLikelihood(first + r) == (pass == 0)) {
          place[first + r] = place(slot, kept);
          if (rank != null) {
            rank[place(slot, r)] = kept;
          }
          kept++;
        }
      }
      count[slot] = pass == 0 ? kept : count[slot];
    }
  }

  private int place(int slot, int row) {
    return (tileRow[slot / LANES] + row) * LANES + slot % LANES;
  }

  /** Tiles of a level, 0..K. */
  int tiles(int level) {
    return (design.groups(level) + LANES - 1) / LANES;
  }

  /** Groups in a tile of a level. */
  int groups(int level, int tile) {
    return Math.min(LANES, design.groups(level) - tile * LANES);
  }

  /** Slot of a group of a level. */
  int slot(int level, int group) {
    return level == levels ? slotOf[group] : group;
  }

  /** Rows of all tiles. */
  int laneRows() {
    return tileRow[tileRow.length - 1];
  }

  /** Row of the design of the k-th row in the likelihood of a group. */
  int likelihoodRow(int group, int k) {
    int row = design.start(levels)[group];
    int left = k;
    while (!design.inLikelihood(row) || left-- > 0) {
      row++;
    }
    return row;
  }

  /** Values of rows of the design at their places; rows nobody fills are 0. */
  double[] deal(double[] values) {
    double[] dealt = new double[laneRows() * LANES];
    for (int row = 0; row < place.length; row++) {
      dealt[place[row]] = values[row];
    }
    return dealt;
  }
}
