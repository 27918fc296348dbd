package dev.menlo.engine.cpu;

import java.util.Arrays;

/**
 * Derivatives of a fit's elimination in (vech(D_1), ..., vech(D_K), delta), up to the root: runs
 * {@link EliminationTangents} over the forest, deepest level first, for any depth and residual.
 *
 * <p>Leaves at the root the derivatives of the cross-product of [J w] and of {@code log|A| +
 * log|R|}. Cost a group: about {@code v^2 / 2} matrices of order m + 1.
 */
final class ProfileDerivatives implements ChunkRunner.Work {
  private final ModelLayout layout;
  private final ChunkRunner runner;
  private final UpSweep sweep;
  private final int pairs;
  private double[][] firstByChunk = new double[0][];
  private double[][] secondByChunk = new double[0][];
  private double[][] logDetByChunk = new double[0][];

  private FitState fit;
  private double[] lambda;
  private int lambdaAt;
  private int order;

  /** Derivatives of the root's cross-product. */
  final TangentSums root;

  /** Gradient of the log determinant, v entries, then its Hessian, pair by pair. */
  final double[] logDet;

  ProfileDerivatives(ModelLayout layout, ChunkRunner runner, UpSweep sweep) {
    this.layout = layout;
    this.runner = runner;
    this.sweep = sweep;
    int v = layout.profileParameters;
    pairs = PackedTriangle.length(v);
    root = new TangentSums(0, v, layout.packed, 2);
    logDet = new double[v + pairs];
  }

  /**
   * Differentiates the last elimination of the sweep, which must be undamped and Gauss-Newton.
   *
   * @param order 1 or 2
   */
  void run(FitState fit, double[] lambda, int lambdaAt, int order) {
    this.fit = fit;
    this.lambda = lambda;
    this.lambdaAt = lambdaAt;
    this.order = order;
    int chunks = fit.forest.chunks;
    if (firstByChunk.length < chunks) {
      firstByChunk = grow(firstByChunk, chunks, root.first.length);
      secondByChunk = grow(secondByChunk, chunks, root.second.length);
      logDetByChunk = grow(logDetByChunk, chunks, logDet.length);
    }
    runner.run(chunks, this);
    reduce(chunks);
  }

  private static double[][] grow(double[][] old, int chunks, int length) {
    double[][] grown = Arrays.copyOf(old, chunks);
    for (int c = old.length; c < chunks; c++) {
      grown[c] = new double[length];
    }
    return grown;
  }

  private void reduce(int chunks) {
    root.clear();
    Arrays.fill(logDet, 0);
    WhiteningDerivatives delta = fit.kept.derivatives;
    int d = layout.vechLength;
    int r = layout.residualParameters;
    for (int j = 0; j < r; j++) {
      logDet[d + j] = delta.logDetR[j];
      for (int k = 0; k <= j; k++) {
        logDet[layout.profileParameters + PackedTriangle.at(d + j, d + k)] =
            delta.logDetR[r + PackedTriangle.at(j, k)];
      }
    }
    for (int c = 0; c < chunks; c++) {
      PackedTriangle.add(firstByChunk[c], 0, root.first, 0, root.first.length);
      PackedTriangle.add(logDetByChunk[c], 0, logDet, 0, logDet.length);
      if (order == 2) {
        PackedTriangle.add(secondByChunk[c], 0, root.second, 0, root.second.length);
      }
    }
  }

  @Override
  public void run(Scratch scratch, int chunk) {
    TangentScratch t = scratch.tangents(layout);
    TangentSums top = t.sums[0];
    top.clear();
    Arrays.fill(t.logDet, 0);
    if (layout.levels == 0) {
      delta(0, top);
    } else {
      int end = fit.forest.to(1, chunk);
      for (int g = fit.forest.from(1, chunk); g < end; g++) {
        ascend(scratch, t, 1, g);
      }
    }
    System.arraycopy(top.first, 0, firstByChunk[chunk], 0, top.first.length);
    System.arraycopy(t.logDet, 0, logDetByChunk[chunk], 0, t.logDet.length);
    if (order == 2) {
      System.arraycopy(top.second, 0, secondByChunk[chunk], 0, top.second.length);
    }
  }

  /** Adds the derivatives of a group of a level to the sums of the level above. */
  private void ascend(Scratch scratch, TangentScratch t, int level, int g) {
    TangentSums in = t.sums[level];
    in.clear();
    double[] c = t.cross;
    if (level == layout.levels) {
      delta(g, in);
      fit.forest.order.gather(fit.kept.cross, g, layout.packed, c);
    } else {
      int[] start = fit.design.start(level);
      for (int child = start[g]; child < start[g + 1]; child++) {
        ascend(scratch, t, level + 1, child);
      }
      sumChildren(level, g, c);
    }
    int factor = lambdaAt + layout.factorAt[level - 1];
    GroupElimination elimination = scratch.elimination[level - 1];
    double[] s = t.eliminated;
    Arrays.fill(s, 0);
    addEliminated(level, g, s);
    elimination.eliminate(c, 0, lambda, factor, 0, null, 0, t.spare, 0);
    elimination.inverse(t.inverse);
    t.level[level - 1].add(
        c, 0, s, 0, lambda, factor, t.inverse, in, t.sums[level - 1], t.logDet, order == 2);
  }

  private void sumChildren(int level, int g, double[] c) {
    int[] start = fit.design.start(level);
    Arrays.fill(c, 0);
    for (int child = start[g]; child < start[g + 1]; child++) {
      addEliminated(level + 1, child, c);
    }
  }

  /** Adds S of a group of a level. */
  private void addEliminated(int level, int g, double[] to) {
    PackedTriangle.add(
        sweep.eliminated(level), sweep.at(level, g), sweep.stride(level), to, 0, layout.packed);
  }

  /** Derivatives of a deepest cross-product in delta. */
  private void delta(int g, TangentSums into) {
    int r = layout.residualParameters;
    if (r == 0) {
      return;
    }
    int packed = layout.packed;
    int d = layout.vechLength;
    double[] from = fit.kept.derivatives.cross;
    int at = fit.forest.order.at(g, WhiteningDerivatives.blocks(layout) * packed);
    int stride = fit.forest.order.lanes;
    for (int j = 0; j < r; j++) {
      int block = at + j * packed * stride;
      PackedTriangle.add(from, block, stride, into.first, into.at(d + j), packed);
    }
    for (int j = 0; j < r && order == 2; j++) {
      for (int k = 0; k <= j; k++) {
        int pair = at + (r + PackedTriangle.at(j, k)) * packed * stride;
        PackedTriangle.add(from, pair, stride, into.second, into.at(d + j, d + k), packed);
      }
    }
  }
}
