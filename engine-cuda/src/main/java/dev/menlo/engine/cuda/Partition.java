package dev.menlo.engine.cuda;

import dev.menlo.engine.Batch;
import dev.menlo.engine.cuda.device.Memory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Some fits of a batch side by side on the device: their designs, uploaded once each, and where
 * each fit's tiles and rows begin in arrays of all of them.
 */
final class Partition {
  static final int LANES = DesignLayout.LANES;

  final ModelShape shape;
  final int firstFit;
  final int fits;
  final List<double[]> responses;

  /** Layout of each fit's design. */
  final DesignLayout[] layout;

  /** First tile of each fit in arrays of a level, by level. */
  final long[][] fitTile;

  /** Tiles of all fits by level. */
  final long[] tiles;

  /** First row of each fit, and the rows of all. */
  final long[] fitRow;

  final long rows;

  /** First tile of each fit's design by level, and its first row of covariates. */
  final long[][] designTile;

  final long[] designRow;

  /**
   * On the device, by tile of a design: rows, rows in the likelihood, rank (0 if none is needed).
   */
  long rowsOf;

  long countOf;
  long rank;
  long covariates;

  /** On the device, by level: parent of each group, its first child and the end of its children. */
  long[] parent;

  long[] childFrom;
  long[] childTo;

  /** On the device, by level: {@link #fitTile}. */
  long[] fitTileOnDevice;

  private final List<DesignLayout> designs = new ArrayList<>();

  Partition(ModelShape shape, Batch batch, Map<Object, DesignLayout> layouts, int from, int to) {
    this.shape = shape;
    firstFit = from;
    fits = to - from;
    responses = batch.responses().subList(from, to);
    layout = new DesignLayout[fits];
    fitTile = new long[shape.levels + 1][fits];
    designTile = new long[shape.levels + 1][fits];
    tiles = new long[shape.levels + 1];
    fitRow = new long[fits];
    designRow = new long[fits];
    Map<DesignLayout, Integer> known = new IdentityHashMap<>();
    long[] designTiles = new long[shape.levels + 1];
    long laneRows = 0;
    long designRows = 0;
    for (int f = 0; f < fits; f++) {
      DesignLayout of = layouts.get(batch.designs().get(from + f));
      layout[f] = of;
      Integer first = known.putIfAbsent(of, f);
      for (int k = 0; k <= shape.levels; k++) {
        fitTile[k][f] = tiles[k];
        tiles[k] += of.tiles(k);
        designTile[k][f] = first == null ? designTiles[k] : designTile[k][first];
        designTiles[k] += first == null ? of.tiles(k) : 0;
      }
      fitRow[f] = laneRows;
      laneRows += of.laneRows();
      designRow[f] = first == null ? designRows : designRow[first];
      designRows += first == null ? of.laneRows() : 0;
      if (first == null) {
        designs.add(of);
      }
    }
    rows = laneRows;
  }

  /** Uploads designs and tables. */
  void upload(Memory memory, int columns) {
    int k = shape.levels;
    rowsOf = memory.of(concatenate(designs.stream().map(d -> d.rows).toList()));
    countOf = memory.of(concatenate(designs.stream().map(d -> d.count).toList()));
    boolean ranked = designs.stream().anyMatch(d -> d.rank != null);
    rank = ranked ? memory.of(concatenate(designs.stream().map(Partition::rank).toList())) : 0;
    uploadCovariates(memory, columns);
    parent = new long[k + 1];
    childFrom = new long[k + 1];
    childTo = new long[k + 1];
    fitTileOnDevice = new long[k + 1];
    for (int level = 0; level <= k; level++) {
      int of = level;
      fitTileOnDevice[level] = memory.of(fitTile[level]);
      if (level > 1) {
        parent[level] = memory.of(concatenate(designs.stream().map(d -> parents(d, of)).toList()));
      }
      if (level > 0 && level < k) {
        childFrom[level] =
            memory.of(concatenate(designs.stream().map(d -> children(d, of, 0)).toList()));
        childTo[level] =
            memory.of(concatenate(designs.stream().map(d -> children(d, of, 1)).toList()));
      }
    }
  }

  private void uploadCovariates(Memory memory, int columns) {
    long total = designs.stream().mapToLong(DesignLayout::laneRows).sum();
    covariates = memory.doubles(total * columns * LANES);
    long at = covariates;
    for (DesignLayout d : designs) {
      double[] packed = new double[Math.multiplyExact(d.laneRows() * LANES, columns)];
      for (int c = 0; c < columns; c++) {
        double[] values = d.design.covariate(c);
        for (int row = 0; row < values.length; row++) {
          int place = d.place[row];
          packed[(place / LANES * columns + c) * LANES + place % LANES] = values[row];
        }
      }
      memory.device().upload(at, packed, 0, packed.length);
      at += 8L * packed.length;
    }
  }

  private static int[] rank(DesignLayout d) {
    if (d.rank != null) {
      return d.rank;
    }
    int[] identity = new int[d.laneRows() * LANES];
    for (int t = 0; t + 1 < d.tileRow.length; t++) {
      for (int i = d.tileRow[t] * LANES; i < d.tileRow[t + 1] * LANES; i++) {
        identity[i] = i / LANES - d.tileRow[t];
      }
    }
    return identity;
  }

  private static int[] parents(DesignLayout d, int level) {
    int[] parents = new int[d.tiles(level) * LANES];
    int[] start = d.design.start(level - 1);
    for (int g = 0; g + 1 < start.length; g++) {
      for (int child = start[g]; child < start[g + 1]; child++) {
        parents[d.slot(level, child)] = g;
      }
    }
    return parents;
  }

  private static int[] children(DesignLayout d, int level, int end) {
    int[] start = d.design.start(level);
    int[] bound = new int[d.tiles(level) * LANES];
    System.arraycopy(start, end, bound, 0, d.design.groups(level));
    return bound;
  }

  private static int[] concatenate(List<int[]> parts) {
    return parts.stream().flatMapToInt(Arrays::stream).toArray();
  }
}
