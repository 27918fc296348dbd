package dev.menlo.engine.cuda;

import dev.menlo.engine.cuda.device.Device;
import dev.menlo.engine.cuda.device.Memory;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** The arrays of a partition on its device, and the tables of its model. */
final class DeviceState implements AutoCloseable {
  private static final int LANES = DesignLayout.LANES;
  private static final int REMEMBERED = 6;

  /** Rows (and pairs of rows) whose scratch one launch may take. */
  private static final long SLICE_BYTES = 256L << 20;

  final CompiledModel model;
  final ModelShape shape;
  final Partition partition;
  final Kernels kernels;
  final Scratch scratch;
  final Reduction reduction;
  private final Memory memory;
  private final Deque<Selection> selections = new ArrayDeque<>();

  /** Response at the places of rows. */
  final long response;

  /** Means of variance points, three sets; 0 if no scale reads them. */
  final long means;

  /** Cross-products of [J w], three sets. */
  final long cross;

  /** Spherical effects by level, two points. */
  final long[] u;

  /** Effects of all levels that reach a group, by level, two points. */
  final long[] effects;

  /** Columns of the fixed effects; of the random effects; of the second derivatives. */
  final long fixedColumn;

  final long randomColumn;
  final long secondRow;
  final long secondColumn;

  private long curvature;
  private long derivatives;

  DeviceState(CompiledModel model, Partition partition, Kernels kernels) {
    this.model = model;
    this.shape = model.shape;
    this.partition = partition;
    this.kernels = kernels;
    Device device = kernels.device();
    memory = new Memory(device);
    scratch = new Scratch(device);
    reduction = new Reduction(kernels, scratch);
    try {
      partition.upload(memory, model.spec.covariates());
      response = memory.doubles(partition.rows * LANES);
      means = memory.doubles(model.readsMean ? 3 * partition.rows * LANES : 0);
      cross = sets(3, shape.levels, shape.packed);
      u = new long[shape.levels + 1];
      effects = new long[shape.levels + 1];
      for (int k = 1; k <= shape.levels; k++) {
        u[k] = sets(2, k, shape.effects[k]);
        effects[k] = sets(2, k, shape.effectsTo[k]);
      }
      fixedColumn = memory.of(shape.fixedColumn);
      randomColumn = memory.of(shape.randomColumn);
      secondRow = memory.of(model.secondRow);
      secondColumn = memory.of(model.secondColumn);
      uploadResponses(device);
    } catch (RuntimeException e) {
      memory.close();
      throw e;
    }
  }

  private void uploadResponses(Device device) {
    for (int f = 0; f < partition.fits; f++) {
      double[] dealt = partition.layout[f].deal(partition.responses.get(f));
      device.upload(response + 8L * LANES * partition.fitRow[f], dealt, 0, dealt.length);
    }
  }

  /** Allocates sets of {@code width} numbers a group of a level. */
  private long sets(int sets, int level, long width) {
    return memory.doubles(sets * partition.tiles[level] * width * LANES);
  }

  /** Curvature of the three linearisations, allocated on first use. */
  long curvature() {
    if (curvature == 0) {
      curvature = sets(3, shape.levels, model.seconds());
    }
    return curvature;
  }

  /** Derivatives of the cross-products in delta, three sets, allocated on first use. */
  long derivatives() {
    if (derivatives == 0) {
      derivatives = sets(3, shape.levels, (long) shape.residualBlocks() * shape.packed);
    }
    return derivatives;
  }

  /** Tiles of the deepest level: the distance between sets of its arrays. */
  long distance() {
    return partition.tiles[shape.levels];
  }

  /** Scratch of {@code width} numbers a group of a level. */
  long perGroup(String name, int level, long width) {
    return scratch.doubles(name + level, partition.tiles[level] * width * LANES);
  }

  /** The tiles of some fits; lists of the last few are kept. */
  Selection select(int[] fits) {
    for (Selection known : selections) {
      if (Arrays.equals(known.fits, fits)) {
        return known;
      }
    }
    Selection made = new Selection(kernels.device(), partition, fits, model.bandwidth, sliceRows());
    selections.addFirst(made);
    if (selections.size() > REMEMBERED) {
      selections.removeLast().close();
    }
    return made;
  }

  /** Rows of a slice, at the most numbers that a row of a pass with derivatives needs. */
  private long sliceRows() {
    long width = model.outputs(2) + 1;
    if (!model.isIdentity()) {
      long jets = model.jetLength();
      width += jets * (4L + shape.order) + 2L * shape.order;
    }
    return Math.max(1, SLICE_BYTES / (8L * LANES * width));
  }

  @Override
  public void close() {
    selections.forEach(Selection::close);
    selections.clear();
    scratch.close();
    memory.close();
  }
}
