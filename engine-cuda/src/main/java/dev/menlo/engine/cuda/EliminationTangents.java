package dev.menlo.engine.cuda;

/**
 * Derivatives of the last undamped Gauss-Newton elimination of an up sweep in (vech(D_1), ...,
 * vech(D_K), delta), up to the root, for any depth and residual: forward differentiation level by
 * level on the device. Takes v + v (v + 1) / 2 packed triangles a group of level 1.
 */
final class EliminationTangents {
  private final DeviceState state;
  private final ModelShape shape;
  private final UpSweep sweep;

  EliminationTangents(DeviceState state, UpSweep sweep) {
    this.state = state;
    this.sweep = sweep;
    shape = state.shape;
  }

  /**
   * Sums at the root, one entry a selected fit.
   *
   * @param cross derivatives of the root's cross-product: v packed triangles, then those of the
   *     pairs
   * @param logDet those of sum log det M, likewise
   */
  record Root(double[][] cross, double[][] logDet) {}

  /**
   * Differentiates.
   *
   * @param lambda factors, on the device
   * @param kept sets of the kept linearisations, on the device
   * @param second whether second derivatives are formed too
   */
  Root run(Selection selection, long lambda, long kept, boolean second) {
    int v = shape.profileParameters;
    int[] fits = selection.fits;
    double[][] logDet = new double[fits.length][triangles(v, second)];
    for (int k = shape.levels; k >= 1; k--) {
      level(selection, k, lambda, kept, second);
      int first = shape.vechAt[k];
      int count = v - first;
      int each = triangles(count, second);
      double[] sums = state.reduction.sums(selection, k, traces(k, each), each, 0, 0);
      for (int i = 0; i < fits.length; i++) {
        addShifted(sums, i * each, count, first, v, second, logDet[i]);
      }
    }
    int columns = triangles(v, second) * shape.packed;
    double[] sums =
        shape.levels == 0
            ? ungrouped(selection, kept)
            : state.reduction.sums(selection, 1, tangents(1, triangles(v, second)), columns, 0, 0);
    double[][] cross = new double[fits.length][];
    int stride = fits.length == 0 ? 0 : sums.length / fits.length;
    for (int i = 0; i < fits.length; i++) {
      cross[i] = java.util.Arrays.copyOfRange(sums, i * stride, i * stride + columns);
    }
    return new Root(cross, logDet);
  }

  /** Without groups the derivatives in delta are those of the one cross-product. */
  private double[] ungrouped(Selection selection, long kept) {
    int columns = shape.residualBlocks() * shape.packed;
    return columns == 0
        ? new double[0]
        : state.reduction.sums(selection, 0, state.derivatives(), columns, kept, state.distance());
  }

  /** Adds derivatives in the parameters from {@code first} on to those in all v. */
  private static void addShifted(
      double[] from, int at, int count, int first, int v, boolean second, double[] to) {
    for (int a = 0; a < count; a++) {
      to[first + a] += from[at + a];
      for (int b = 0; b <= a && second; b++) {
        to[v + ModelShape.at(first + a, first + b)] += from[at + count + ModelShape.at(a, b)];
      }
    }
  }

  private static int triangles(int parameters, boolean second) {
    return parameters + (second ? ModelShape.triangle(parameters) : 0);
  }

  private long tangents(int level, int each) {
    return state.perGroup("tangents", level, (long) each * shape.packed);
  }

  private long traces(int level, int each) {
    return state.perGroup("traces", level, each);
  }

  private void level(Selection selection, int k, long lambda, long kept, boolean second) {
    int n = shape.order;
    int q = shape.effects[k];
    int own = ModelShape.triangle(q);
    int outer = shape.profileParameters - shape.vechAt[k + 1];
    int count = own + outer;
    int each = triangles(count, second);
    boolean deepest = k == shape.levels;
    int inTriangles = deepest ? shape.residualBlocks() : triangles(outer, second);
    long in = 0;
    if (outer > 0) {
      in =
          deepest
              ? state.derivatives()
              : state.perGroup("inner", k, (long) inTriangles * shape.packed);
      if (!deepest) {
        sweep.sumChildren(
            selection, k, tangents(k + 1, inTriangles), inTriangles * shape.packed, in);
      }
    }
    long set = deepest ? kept : 0;
    long distance = deepest ? state.distance() : 0;
    long work = outer > 0 ? prepare(selection, k, lambda, kept) : 0;
    long out = tangents(k, each);
    long logDet = traces(k, each);
    run(
        "tangents_first",
        selection,
        k,
        count,
        n,
        q,
        sweep.columns(k),
        outer,
        sweep.eliminated(k),
        in,
        inTriangles,
        set,
        distance,
        work,
        second ? 1 : 0,
        out,
        logDet);
    if (!second) {
      return;
    }
    int pairs = ModelShape.triangle(outer);
    long moved = state.perGroup("moved", k, (long) pairs * shape.packed);
    run(
        "tangents_outer",
        selection,
        k,
        pairs,
        n,
        q,
        sweep.columns(k),
        outer,
        in,
        set,
        distance,
        work,
        moved,
        own,
        logDet);
    run(
        "tangents_second",
        selection,
        k,
        ModelShape.triangle(count),
        n,
        q,
        sweep.columns(k),
        outer,
        sweep.eliminated(k),
        moved,
        work,
        out,
        logDet);
  }

  private long prepare(Selection selection, int k, long lambda, long kept) {
    int q = shape.effects[k];
    boolean deepest = k == shape.levels;
    long work = state.perGroup("projection", k, (long) q * q + (long) q * shape.order);
    run(
        "tangents_prepare",
        selection,
        k,
        1,
        shape.order,
        q,
        sweep.columns(k),
        deepest ? state.cross : sweep.summed(k),
        deepest ? kept : 0L,
        deepest ? state.distance() : 0L,
        sweep.factor(k),
        lambda,
        shape.factorLength,
        shape.factorAt[k],
        work);
    return work;
  }

  private void run(String entry, Selection selection, int level, int y, Object... arguments) {
    state.kernels.run("elimination_tangents", entry, selection.items[level], y, arguments);
  }
}
