package dev.menlo.engine.cuda;

import dev.menlo.engine.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a batch is cut: into partitions that fit the device's memory, and large ones into as many as
 * there are streams, so that the host's part of one falls into the device's part of another. A part
 * is not made smaller than what keeps a device busy by itself. How many streams are best, no device
 * has been asked; results do not depend on it.
 *
 * @param streams partitions that run at a time
 * @param tiles least tiles of a part that was cut for its stream
 */
record Schedule(int streams, long tiles) {
  /** System property: partitions that run at a time; 2 by default. */
  static final String STREAMS = "menlo.cuda.streams";

  /** System property: least tiles of 32 groups of a part; 4096 by default. */
  static final String TILES = "menlo.cuda.stream.tiles";

  /** Share of the free memory that all partitions at a time may take by estimate. */
  private static final double SHARE = 0.8;

  /** Requires at least one stream and one tile. */
  Schedule {
    if (streams < 1 || tiles < 1) {
      throw new IllegalArgumentException(
          STREAMS + " and " + TILES + " must be at least 1, not " + streams + " and " + tiles);
    }
  }

  /** The schedule that the system properties ask for. */
  static Schedule ofThisProcess() {
    return new Schedule(Integer.getInteger(STREAMS, 2), Long.getLong(TILES, 4096));
  }

  /**
   * Some fits of a batch.
   *
   * @param from the first
   * @param to behind the last
   */
  record Range(int from, int to) {}

  /** Cuts a batch; a part has one fit at least. */
  List<Range> cut(
      CompiledModel model, Batch batch, Map<Object, DesignLayout> layouts, long freeMemory) {
    long allTiles = 0;
    double allBytes = 0;
    for (int f = 0; f < batch.fits(); f++) {
      allTiles += tiles(model, batch, layouts, f);
      allBytes += bytes(model, batch, layouts, f);
    }
    long most = Math.max(tiles, (allTiles + streams - 1) / streams);
    double share = SHARE * freeMemory;
    double budget = allBytes <= share ? share : share / streams;
    List<Range> parts = new ArrayList<>();
    int from = 0;
    double held = 0;
    long wide = 0;
    for (int f = 0; f < batch.fits(); f++) {
      long more = bytes(model, batch, layouts, f);
      long wider = tiles(model, batch, layouts, f);
      if (f > from && (held + more > budget || wide + wider > most)) {
        parts.add(new Range(from, f));
        from = f;
        held = 0;
        wide = 0;
      }
      held += more;
      wide += wider;
    }
    if (from < batch.fits()) {
      parts.add(new Range(from, batch.fits()));
    }
    return parts;
  }

  private static long bytes(
      CompiledModel model, Batch batch, Map<Object, DesignLayout> layouts, int fit) {
    return Footprint.bytes(model, layouts.get(batch.designs().get(fit)));
  }

  private static long tiles(
      CompiledModel model, Batch batch, Map<Object, DesignLayout> layouts, int fit) {
    return layouts.get(batch.designs().get(fit)).tiles(model.shape.levels);
  }
}
