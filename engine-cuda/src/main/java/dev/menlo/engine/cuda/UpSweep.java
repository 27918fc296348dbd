package dev.menlo.engine.cuda;

/**
 * Eliminates the random effects of all levels of selected fits, deepest first (eq. 5): leaves each
 * group's S on the device and the sums at the root on the host. The cross-product of a group above
 * level K is the sum of its children's S.
 */
final class UpSweep {
  /** A deepest group with a smaller pivot keeps its Gauss-Newton cross-product under NEWTON. */
  private static final double SAFE_PIVOT = 0.1;

  private static final int RESULTS = 3;

  private final DeviceState state;
  private final ModelShape shape;
  private final Kernels kernels;

  /** By fit of the partition: the root's cross-product of [J w], packed. */
  final double[] root;

  /** Sum of log det M. */
  final double[] logDet;

  /** Pivots that are not above what was required. */
  final double[] badPivots;

  /** Deepest groups that fell back on Gauss-Newton. */
  final int[] fallbacks;

  UpSweep(DeviceState state) {
    this.state = state;
    shape = state.shape;
    kernels = state.kernels;
    int fits = state.partition.fits;
    root = new double[fits * shape.packed];
    logDet = new double[fits];
    badPivots = new double[fits];
    fallbacks = new int[fits];
  }

  /**
   * Eliminates.
   *
   * @param newton whether the deepest level takes the model that {@link #newtonModel} formed
   * @param lambda factors, on the device
   * @param damping one a fit, on the device
   * @param kept sets of the kept linearisations, and the current points, on the device
   * @param required pivots not above it are counted
   */
  void run(
      Selection selection,
      boolean newton,
      long lambda,
      long damping,
      long kept,
      long current,
      double required) {
    int deepest = shape.levels;
    for (int f : selection.fits) {
      logDet[f] = 0;
      badPivots[f] = 0;
      fallbacks[f] = 0;
    }
    for (int k = deepest; k >= 1; k--) {
      eliminate(selection, k, newton, lambda, damping, kept, current, required);
      double[] sums = state.reduction.sums(selection, k, results(k), RESULTS, 0, 0);
      for (int i = 0; i < selection.fits.length; i++) {
        int f = selection.fits[i];
        logDet[f] += sums[i * RESULTS];
        badPivots[f] += sums[i * RESULTS + 1];
        fallbacks[f] += (int) sums[i * RESULTS + 2];
      }
    }
    double[] sums =
        deepest > 0
            ? state.reduction.sums(selection, 1, eliminated(1), shape.packed, 0, 0)
            : newton
                ? state.reduction.sums(selection, 0, model(), shape.packed, 0, 0)
                : state.reduction.sums(
                    selection, 0, state.cross, shape.packed, kept, state.distance());
    for (int i = 0; i < selection.fits.length; i++) {
      System.arraycopy(
          sums, i * shape.packed, root, selection.fits[i] * shape.packed, shape.packed);
    }
  }

  private void eliminate(
      Selection selection,
      int level,
      boolean newton,
      long lambda,
      long damping,
      long kept,
      long current,
      double required) {
    int q = shape.effects[level];
    boolean deepest = level == shape.levels;
    if (!deepest) {
      sumChildren(selection, level, eliminated(level + 1), shape.packed, summed(level));
    }
    boolean model = deepest && newton;
    boolean plain = deepest && !newton;
    run(
        EliminationKernel.of(shape.order, q),
        selection.items[level],
        shape.order,
        q,
        columns(level),
        plain ? state.cross : model ? model() : summed(level),
        plain ? kept : 0L,
        plain ? state.distance() : 0L,
        model ? state.cross : 0L,
        kept,
        state.distance(),
        SAFE_PIVOT,
        lambda,
        shape.factorLength,
        shape.factorAt[level],
        damping,
        state.u[level],
        current,
        state.partition.tiles[level],
        required,
        eliminated(level),
        factor(level),
        results(level));
  }

  private void run(EliminationKernel kernel, Kernels.Items items, Object... arguments) {
    if (kernel.warp()) {
      kernels.runByWarps(kernel.name(), items, arguments);
    } else {
      kernels.run(kernel.name(), items, 1, arguments);
    }
  }

  /** Sums an array of the level below over the children of each group. */
  void sumChildren(Selection selection, int level, long children, int elements, long sum) {
    kernels.run(
        "group_elimination",
        "sum_children",
        selection.items[level],
        elements,
        state.partition.childFrom[level],
        state.partition.childTo[level],
        state.partition.fitTileOnDevice[level + 1],
        children,
        elements,
        sum);
  }

  /** Forms the Newton model of every deepest group. */
  void newtonModel(Selection selection, long kept, long current) {
    kernels.run(
        "newton_model",
        selection.items[shape.levels],
        1,
        state.cross,
        state.curvature(),
        kept,
        state.distance(),
        shape.order,
        state.model.seconds(),
        state.secondRow,
        state.secondColumn,
        state.effects[shape.levels],
        shape.allEffects(),
        state.randomColumn,
        current,
        state.distance(),
        model());
  }

  /** Columns of the effects of a level. */
  long columns(int level) {
    return state.randomColumn + 4L * shape.effectsTo[level - 1];
  }

  /** The Newton model, packed, by group of level K. */
  long model() {
    return state.perGroup("model", shape.levels, shape.packed);
  }

  /** S of the groups of a level. */
  long eliminated(int level) {
    return state.perGroup("eliminated", level, shape.packed);
  }

  /** Sum of the children's S, for a level above K. */
  long summed(int level) {
    return state.perGroup("summed", level, shape.packed);
  }

  /** What an elimination leaves of its factor. */
  long factor(int level) {
    int q = shape.effects[level];
    return state.perGroup("factored", level, (long) shape.order * q + q * q + q);
  }

  private long results(int level) {
    return state.perGroup("elimination", level, RESULTS);
  }
}
