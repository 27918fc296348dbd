package dev.menlo.engine.cpu;

import dev.menlo.engine.Design;
import java.util.Arrays;

/**
 * The groups of the deepest level dealt to lanes (SELL-C-sigma; Kreutzer, Hager, Wellein, Fehske
 * and Bishop 2014, SIAM J. Sci. Comput. 36:C401). Within a chunk groups are sorted by their rows
 * and every {@link LaneProgram#LANES} of them make a tile, one group a lane; rows that are not in
 * the likelihood are left out. Short lanes are padded with their last row, and a 0/1 input tells
 * the padding apart. It depends on the design alone.
 */
final class LaneLayout {
  private static final int LANES = LaneProgram.LANES;

  private final Design design;

  /** First tile of each chunk, closed by their number. */
  private final int[] chunkTile;

  /** Group of each lane, tile by tile; -1 for a lane without a group. */
  private final int[] group;

  /** First row of each tile, closed by their number. */
  private final int[] tileRow;

  /** Rows that every lane of a tile has. */
  private final int[] fullRows;

  /** Rows in the likelihood of each group. */
  private final int[] count;

  /** Whether some lane is padded; the mask is then the last row input. */
  final boolean ragged;

  /** Inputs a row: the covariates, and the mask if there is one. */
  final int width;

  /** Row inputs of all tiles. */
  final double[] inputs;

  private LaneLayout(ForestLayout forest, int covariates) {
    design = forest.design;
    count = counts(design, forest);
    chunkTile = new int[forest.chunks + 1];
    for (int c = 0; c < forest.chunks; c++) {
      int groups = forest.to(forest.levels, c) - forest.from(forest.levels, c);
      chunkTile[c + 1] = chunkTile[c] + (groups + LANES - 1) / LANES;
    }
    int tiles = chunkTile[forest.chunks];
    group = new int[Math.multiplyExact(tiles, LANES)];
    tileRow = new int[tiles + 1];
    fullRows = new int[tiles];
    deal(forest);
    boolean padded = false;
    for (int t = 0; t < tiles; t++) {
      padded |= fullRows[t] < rows(t);
    }
    ragged = padded;
    width = covariates + (padded ? 1 : 0);
    inputs = new double[Math.multiplyExact(tileRow[tiles], width * LANES)];
    for (int i = 0; i < covariates; i++) {
      pack(design.covariate(i), inputs, width, i);
    }
    if (padded) {
      mask(covariates);
    }
  }

  /**
   * The layout of a forest, or null where lanes do not pay: no groups, padding that more than
   * doubles the rows, or arrays too long for a program.
   *
   * @param block most numbers that are kept of a group in one array
   */
  static LaneLayout of(ForestLayout forest, int covariates, int block) {
    if (forest.levels == 0 || forest.design.observations() == 0) {
      return null;
    }
    LaneLayout layout = new LaneLayout(forest, covariates);
    long rows = (long) layout.tileRow[layout.tileRow.length - 1] * LANES;
    boolean dense = rows <= 2L * forest.design.observations() + 64 * LANES;
    long longest = Math.max(layout.inputs.length, (long) layout.group.length * block);
    return dense && longest <= LaneProgram.LONGEST ? layout : null;
  }

  private static int[] counts(Design design, ForestLayout forest) {
    int[] start = design.start(forest.levels);
    int[] counts = new int[start.length - 1];
    for (int g = 0; g < counts.length; g++) {
      counts[g] = start[g + 1] - start[g];
      for (int i = start[g]; i < start[g + 1] && !design.allInLikelihood(); i++) {
        counts[g] -= design.inLikelihood(i) ? 0 : 1;
      }
    }
    return counts;
  }

  private void deal(ForestLayout forest) {
    int levels = forest.levels;
    Arrays.fill(group, -1);
    for (int c = 0; c + 1 < chunkTile.length; c++) {
      int from = forest.from(levels, c);
      int groups = forest.to(levels, c) - from;
      long[] bySize = new long[groups];
      for (int i = 0; i < groups; i++) {
        bySize[i] = -((long) count[from + i] << 32) + i;
      }
      Arrays.sort(bySize);
      for (int i = 0; i < groups; i++) {
        group[chunkTile[c] * LANES + i] = from + (int) bySize[i];
      }
    }
    for (int t = 0; t < fullRows.length; t++) {
      int most = 0;
      int least = Integer.MAX_VALUE;
      for (int l = 0; l < LANES && group[t * LANES + l] >= 0; l++) {
        int rows = count[group[t * LANES + l]];
        most = Math.max(most, rows);
        least = Math.min(least, rows);
      }
      fullRows[t] = least;
      tileRow[t + 1] = Math.addExact(tileRow[t], most);
    }
  }

  private void mask(int input) {
    for (int t = 0; t < fullRows.length; t++) {
      for (int l = 0; l < LANES; l++) {
        int rows = count[laneGroup(t, l)];
        for (int j = 0; j < rows; j++) {
          inputs[((tileRow[t] + j) * width + input) * LANES + l] = 1;
        }
      }
    }
  }

  /** The group that fills a lane: its own, or the tile's first. */
  private int laneGroup(int tile, int lane) {
    int own = group[tile * LANES + lane];
    return own >= 0 ? own : group[tile * LANES];
  }

  /** The order of what is kept of the groups: that of the lanes. */
  GroupOrder order() {
    return GroupOrder.lanes(count.length, group);
  }

  /** First tile of a chunk. */
  int from(int chunk) {
    return chunkTile[chunk];
  }

  /** End of the tiles of a chunk. */
  int to(int chunk) {
    return chunkTile[chunk + 1];
  }

  /** The group of a lane, -1 if it has none. */
  int group(int tile, int lane) {
    return group[tile * LANES + lane];
  }

  /** Lanes of a tile that have a group, the first ones. */
  int present(int tile) {
    int lanes = LANES;
    while (group[tile * LANES + lanes - 1] < 0) {
      lanes--;
    }
    return lanes;
  }

  /** Position of a tile's rows among those of all tiles. */
  int row(int tile) {
    return tileRow[tile];
  }

  /** Rows of the longest lane of a tile. */
  int rows(int tile) {
    return tileRow[tile + 1] - tileRow[tile];
  }

  /** Rows that every lane of a tile has. */
  int fullRows(int tile) {
    return fullRows[tile];
  }

  /** Whether the rows of a tile have some inputs as the rows of the tile before have them. */
  boolean repeats(int tile, int[] of) {
    int rows = rows(tile);
    if (rows != rows(tile - 1) || fullRows[tile] != fullRows[tile - 1]) {
      return false;
    }
    int at = row(tile) * width * LANES;
    int back = rows * width * LANES;
    for (int input : of) {
      for (int j = 0; j < rows; j++) {
        int from = at + (j * width + input) * LANES;
        if (!Arrays.equals(inputs, from, from + LANES, inputs, from - back, from - back + LANES)) {
          return false;
        }
      }
    }
    return true;
  }

  /** A column of the design in lanes. */
  double[] pack(double[] column) {
    double[] lanes = new double[tileRow[fullRows.length] * LANES];
    pack(column, lanes, 1, 0);
    return lanes;
  }

  private void pack(double[] column, double[] into, int width, int input) {
    for (int t = 0; t < fullRows.length; t++) {
      gather(column, t, into, (tileRow[t] * width + input) * LANES, width * LANES);
    }
  }

  /**
   * Copies the rows of a tile from a column of the design.
   *
   * @param into receives row j of lane l at {@code at + j stride + l}
   */
  void gather(double[] column, int tile, double[] into, int at, int stride) {
    int rows = rows(tile);
    int[] start = design.start(design.levels());
    for (int l = 0; l < LANES; l++) {
      int g = laneGroup(tile, l);
      int own = count[g];
      if (own == start[g + 1] - start[g] && own == rows) {
        for (int j = 0, row = start[g]; j < rows; j++, row++) {
          into[at + j * stride + l] = column[row];
        }
        continue;
      }
      int row = start[g] - 1;
      for (int j = 0; j < rows; j++) {
        row = j < own ? next(row) : row;
        into[at + j * stride + l] = column[Math.max(row, 0)];
      }
    }
  }

  /**
   * Copies the rows of a tile to a column of the design.
   *
   * @param lanes holds row j of lane l at {@code at + j stride + l}
   */
  void scatter(double[] lanes, int at, int stride, int tile, double[] column) {
    for (int l = 0; l < LANES && group(tile, l) >= 0; l++) {
      int g = group(tile, l);
      int row = design.start(design.levels())[g] - 1;
      boolean whole = count[g] == design.start(design.levels())[g + 1] - row - 1;
      for (int j = 0; j < count[g]; j++) {
        row = whole ? row + 1 : next(row);
        column[row] = lanes[at + j * stride + l];
      }
    }
  }

  /** The next row in the likelihood. */
  private int next(int row) {
    int next = row + 1;
    while (!design.inLikelihood(next)) {
      next++;
    }
    return next;
  }
}
