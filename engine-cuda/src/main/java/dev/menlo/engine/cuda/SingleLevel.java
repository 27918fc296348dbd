package dev.menlo.engine.cuda;

/**
 * Derivatives of a profile with one level in vech(D) alone, in closed form: each group is
 * contracted on the device, so that a few numbers a fit come back (see single_level.cu).
 */
final class SingleLevel {
  private final DeviceState state;
  private final ModelShape shape;
  private final UpSweep sweep;
  private final int p;
  private final int own;
  private int firstLength;
  private int pairLength;
  private int columns;
  private double[] sums;

  SingleLevel(DeviceState state, UpSweep sweep) {
    this.state = state;
    this.sweep = sweep;
    shape = state.shape;
    p = shape.fixedEffects;
    own = shape.levels == 1 ? ModelShape.triangle(shape.effects[1]) : 0;
  }

  /** Whether the closed form covers the model. */
  boolean covers() {
    return shape.levels == 1 && shape.residualParameters == 0 && shape.effects[1] > 0;
  }

  /**
   * Contracts the last elimination of the sweep.
   *
   * @param combination (-dbeta, 1) over the columns of [J w], by fit of the partition
   * @param inverse (X'V^{-1}X)^{-1}, by fit of the partition; null under ML
   */
  void run(Selection selection, double[] combination, double[] inverse, boolean second) {
    boolean restricted = inverse != null;
    firstLength = restricted ? 3 + p + ModelShape.triangle(p) : 2 + p;
    pairLength = restricted ? 3 : 2;
    int pairs = second ? ModelShape.triangle(own) : 0;
    columns = own * firstLength + pairs * pairLength;
    int q = shape.effects[1];
    long work = state.perGroup("contraction", 1, (long) q + (long) q * q);
    long results = state.perGroup("contracted", 1, columns);
    state.kernels.run(
        "single_level",
        "single_level_prepare",
        selection.items[1],
        1,
        shape.order,
        q,
        state.randomColumn,
        p,
        state.fixedColumn,
        sweep.eliminated(1),
        state.scratch.upload("combination", combination),
        restricted ? state.scratch.upload("inverse", inverse) : 0L,
        work);
    state.kernels.run(
        "single_level",
        selection.items[1],
        own + pairs,
        shape.order,
        q,
        state.randomColumn,
        p,
        state.fixedColumn,
        sweep.eliminated(1),
        work,
        restricted ? 1 : 0,
        own + pairs,
        results,
        columns);
    sums = state.reduction.sums(selection, 1, results, columns, 0, 0);
  }

  /** rho2_a of the i-th selected fit. */
  double penalizedRss(int i, int a) {
    return sums[first(i, a)];
  }

  /** tr(E_a S_zz). */
  double trace(int i, int a) {
    return sums[first(i, a) + 1];
  }

  /** Entry x of q_a. */
  double step(int i, int a, int x) {
    return sums[first(i, a) + 2 + x];
  }

  /** tr(E_a W); REML. */
  double restrictedTrace(int i, int a) {
    return sums[first(i, a) + 2 + p];
  }

  /** Entry (x, y) of S_Xz E_a S_zX; REML. */
  double restricted(int i, int a, int x, int y) {
    return sums[first(i, a) + 3 + p + ModelShape.at(x, y)];
  }

  /** v'E_a S_zz E_b v, tr(E_a S_zz E_b S_zz) or, under REML, tr(E_a S_zz E_b W). */
  double pair(int i, int a, int b, int which) {
    return sums[i * columns + own * firstLength + ModelShape.at(a, b) * pairLength + which];
  }

  private int first(int i, int a) {
    return i * columns + a * firstLength;
  }
}
