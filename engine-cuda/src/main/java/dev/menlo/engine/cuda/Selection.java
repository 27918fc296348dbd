package dev.menlo.engine.cuda;

import dev.menlo.engine.cuda.Kernels.Items;
import dev.menlo.engine.cuda.device.Device;
import dev.menlo.engine.cuda.device.Memory;
import java.util.ArrayList;
import java.util.List;

/**
 * The tiles of some fits of a partition, as lists of items on the device: one list a level, and the
 * rows of the deepest level in slices whose scratch fits a budget. Fits that are not selected cost
 * nothing.
 */
final class Selection implements AutoCloseable {
  private static final int ITEM = 10;
  private static final int SEGMENT = 5;
  private static final int CHUNK_TILES = 64;

  /** System property: most rows of a group that one thread goes through, 64; -1 for none. */
  static final String SHORT_GROUP = "menlo.cuda.fused.rows";

  private static final int MANY_TILES = 2048;
  private static final int LANES = DesignLayout.LANES;

  /**
   * Items whose rows share the scratch of one launch.
   *
   * @param items the items
   * @param most most rows of a group
   * @param rows rows of the block
   * @param pairs places of pairs of rows
   * @param lags most sub-diagonals
   */
  record Slice(Items items, int most, long rows, long pairs, int lags) {}

  /**
   * How a level is reduced: sums of chunks, then of those.
   *
   * @param chunks segments of the first pass; no items if every fit is one chunk
   * @param partialTiles tiles that the sums of chunks take
   * @param fits segments of the second pass
   */
  record Segments(Items chunks, long partialTiles, Items fits) {}

  /** The fits, ascending. */
  final int[] fits;

  final List<Slice> slices = new ArrayList<>();
  final Items[] items;
  final Segments[] segments;
  private final Memory memory;
  private final Partition partition;

  /**
   * Lists the items of fits.
   *
   * @param bandwidth sub-diagonals of C; 0 for none
   * @param mostRows rows of a slice, counting pairs
   */
  Selection(Device device, Partition partition, int[] fits, int bandwidth, long mostRows) {
    this.fits = fits;
    this.partition = partition;
    memory = new Memory(device);
    int levels = partition.shape.levels;
    items = new Items[levels + 1];
    segments = new Segments[levels + 1];
    deepest(bandwidth, mostRows);
    for (int k = 0; k <= levels; k++) {
      if (k > 0 && k < levels) {
        items[k] = upper(k);
      }
      segments[k] = segments(k);
    }
  }

  /**
   * Whether a thread a group has enough to do: groups are short, or there are many. Where not, a
   * thread a row does better. The limits are guesses that no device has been asked about; results
   * are the same, bit for bit.
   */
  boolean isWide() {
    int most = slices.stream().mapToInt(Slice::most).max().orElse(0);
    return most <= Integer.getInteger(SHORT_GROUP, 64)
        || items[partition.shape.levels].count() >= MANY_TILES;
  }

  private void deepest(int bandwidth, long mostRows) {
    int level = partition.shape.levels;
    Longs list = new Longs();
    List<long[]> cuts = new ArrayList<>();
    long[] slice = new long[5];
    for (int f : fits) {
      DesignLayout layout = partition.layout[f];
      for (int t = 0; t < layout.tiles(level); t++) {
        int rows = layout.tileRows[t];
        int lags = Math.max(0, Math.min(bandwidth, rows - 1));
        long needed = (long) rows * (1 + lags);
        if (slice[1] > slice[0] && slice[2] + slice[3] + needed > mostRows) {
          cuts.add(slice);
          slice = new long[] {slice[1], slice[1], 0, 0, 0};
        }
        list.add(
            f,
            layout.groups(level, t),
            partition.fitTile[level][f] + t,
            partition.designTile[level][f] + t,
            partition.designRow[f] + layout.tileRow[t],
            partition.fitRow[f] + layout.tileRow[t],
            slice[2],
            slice[3],
            lags,
            0);
        slice[1]++;
        slice[2] += rows;
        slice[3] += (long) rows * lags;
        slice[4] = Math.max(slice[4], rows);
      }
    }
    if (slice[1] > slice[0]) {
      cuts.add(slice);
    }
    int all = list.length() / ITEM;
    items[level] = new Items(all, list.upload(memory));
    for (long[] cut : cuts) {
      Items part = new Items((int) (cut[1] - cut[0]), items[level].list() + 8L * ITEM * cut[0]);
      int lags = (int) Math.max(0, Math.min(bandwidth, cut[4] - 1));
      slices.add(new Slice(part, (int) cut[4], cut[2], cut[3], lags));
    }
  }

  private Items upper(int level) {
    Longs list = new Longs();
    for (int f : fits) {
      DesignLayout layout = partition.layout[f];
      for (int t = 0; t < layout.tiles(level); t++) {
        list.add(
            f,
            layout.groups(level, t),
            partition.fitTile[level][f] + t,
            partition.designTile[level][f] + t,
            0,
            0,
            0,
            0,
            0,
            0);
      }
    }
    return new Items(list.length() / ITEM, list.upload(memory));
  }

  /** Chunks of 64 tiles: the order of a sum depends on the fit's design alone. */
  private Segments segments(int level) {
    Longs chunks = new Longs();
    Longs whole = new Longs();
    boolean small = true;
    long partial = 0;
    for (int f : fits) {
      small &= partition.layout[f].tiles(level) <= CHUNK_TILES;
    }
    for (int i = 0; i < fits.length; i++) {
      int f = fits[i];
      long first = partition.fitTile[level][f];
      int tiles = partition.layout[f].tiles(level);
      int groups = partition.layout[f].design.groups(level);
      int count = (tiles + CHUNK_TILES - 1) / CHUNK_TILES;
      for (int c = 0; c < count && !small; c++) {
        int from = c * CHUNK_TILES * LANES;
        int sum = Math.min(CHUNK_TILES * LANES, groups - from);
        chunks.add(f, first + (long) c * CHUNK_TILES, sum, partial + c / LANES, c % LANES);
      }
      whole.add(f, small ? first : partial, small ? groups : count, i, 0);
      partial += (count + LANES - 1) / LANES;
    }
    return new Segments(
        new Items(chunks.length() / SEGMENT, chunks.upload(memory)),
        partial,
        new Items(fits.length, whole.upload(memory)));
  }

  @Override
  public void close() {
    memory.close();
  }

  /** A growing array. */
  private static final class Longs {
    private long[] values = new long[ITEM * 16];
    private int length;

    void add(long... more) {
      if (length + more.length > values.length) {
        values = java.util.Arrays.copyOf(values, 2 * values.length);
      }
      System.arraycopy(more, 0, values, length, more.length);
      length += more.length;
    }

    int length() {
      return length;
    }

    long upload(Memory memory) {
      return memory.of(java.util.Arrays.copyOf(values, length));
    }
  }
}
