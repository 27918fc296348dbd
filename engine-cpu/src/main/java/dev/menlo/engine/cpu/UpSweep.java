package dev.menlo.engine.cpu;

import java.util.Arrays;

/**
 * Eliminates the random effects of all levels of one fit, deepest first: leaves each group's S (see
 * {@link GroupElimination}) and the sum at the root.
 *
 * <p>The cross-product of a group above level K is the sum of its children's S. One instance serves
 * all fits of a workspace in turn; the S of the last elimination stay readable.
 */
final class UpSweep implements ChunkRunner.Work {
  private final ModelLayout layout;
  private final ChunkRunner runner;

  /** S of the groups of each level, packed, group by group, at index k - 1. */
  private final double[][] eliminated;

  /** By chunk: sum of S over level 1, then log det, smallest pivot, fallbacks. */
  private double[] results;

  private final int stride;

  private ForestLayout forest;
  private double[] cross;
  private double[] lambda;
  private int lambdaAt;
  private double damping;
  private double[] u;
  private NewtonModel newton;

  /** Sum of S over level 1: the root's cross-product of [J w]. */
  final double[] root;

  /** Sum over all groups of log det M; not meaningful if a pivot is not positive. */
  double logDet;

  /** Smallest pivot of all groups, NaN if one is. */
  double smallestPivot;

  /** Groups of level K whose Newton model was not safely positive definite. */
  int fallbacks;

  UpSweep(ModelLayout layout, ChunkRunner runner) {
    this.layout = layout;
    this.runner = runner;
    eliminated = new double[layout.levels][0];
    stride = layout.packed + 3;
    results = new double[stride];
    root = new double[layout.packed];
  }

  /** Eliminates the kept Gauss-Newton cross-products of a fit without damping. */
  void run(FitState fit, double[] lambda, int lambdaAt) {
    run(fit, null, lambda, lambdaAt, 0);
  }

  /**
   * Eliminates.
   *
   * @param fit its kept cross-products and current u are read
   * @param newton quadratic model to form and eliminate; null for the kept cross-products
   * @param lambda factors of all levels at {@code lambdaAt}
   * @param damping weight of |u - u_current|^2
   */
  void run(FitState fit, NewtonModel newton, double[] lambda, int lambdaAt, double damping) {
    ForestLayout of = fit.forest;
    forest = of;
    this.newton = newton;
    this.lambda = lambda;
    this.lambdaAt = lambdaAt;
    this.damping = damping;
    u = fit.current.u;
    if (newton != null) {
      newton.begin(fit);
    }
    cross = newton == null ? fit.kept.cross : newton.cross;
    for (int k = 0; k < layout.levels; k++) {
      int length = Math.multiplyExact(of.design.groups(k + 1), layout.packed);
      if (eliminated[k].length < length) {
        eliminated[k] = new double[length];
      }
    }
    if (results.length < of.chunks * stride) {
      results = new double[of.chunks * stride];
    }
    runner.run(of.chunks, this);
    reduce();
  }

  private void reduce() {
    Arrays.fill(root, 0);
    logDet = 0;
    smallestPivot = Double.POSITIVE_INFINITY;
    fallbacks = 0;
    for (int c = 0; c < forest.chunks; c++) {
      PackedTriangle.add(results, c * stride, root, 0, layout.packed);
      logDet += results[c * stride + layout.packed];
      smallestPivot = Math.min(smallestPivot, results[c * stride + layout.packed + 1]);
      fallbacks += (int) results[c * stride + layout.packed + 2];
    }
  }

  /** S of the groups of a level, 1..K, packed, group by group. */
  double[] eliminated(int level) {
    return eliminated[level - 1];
  }

  @Override
  public void run(Scratch scratch, int chunk) {
    int result = chunk * stride;
    Arrays.fill(results, result, result + layout.packed, 0);
    results[result + layout.packed + 2] = 0;
    if (layout.levels == 0) {
      if (newton != null) {
        newton.form(scratch, 0);
      }
      PackedTriangle.add(cross, 0, results, result, layout.packed);
      results[result + layout.packed] = 0;
      results[result + layout.packed + 1] = Double.POSITIVE_INFINITY;
      return;
    }
    scratch.logDeterminant.clear();
    double smallest = Double.POSITIVE_INFINITY;
    for (int k = layout.levels; k >= 1; k--) {
      smallest = Math.min(smallest, level(scratch, k, chunk));
    }
    for (int g = forest.from(1, chunk); g < forest.to(1, chunk); g++) {
      PackedTriangle.add(eliminated[0], g * layout.packed, results, result, layout.packed);
    }
    results[result + layout.packed] = scratch.logDeterminant.value();
    results[result + layout.packed + 1] = smallest;
  }

  private double level(Scratch scratch, int level, int chunk) {
    int k = level - 1;
    GroupElimination elimination = scratch.elimination[k];
    double[] s = eliminated[k];
    double smallest = Double.POSITIVE_INFINITY;
    int end = forest.to(level, chunk);
    for (int g = forest.from(level, chunk); g < end; g++) {
      int at = g * layout.packed;
      double[] c = s;
      if (level < layout.levels) {
        sumChildren(level, g, s, at);
      } else {
        c = cross;
        if (newton != null) {
          newton.form(scratch, g);
        }
      }
      double pivot = group(elimination, level, g, c);
      if (newton != null && level == layout.levels && !(pivot >= NewtonModel.SAFE_PIVOT)) {
        newton.fallBack(g);
        pivot = group(elimination, level, g, c);
        results[chunk * stride + layout.packed + 2]++;
      }
      smallest = Math.min(smallest, pivot);
      for (double d : elimination.pivot) {
        scratch.logDeterminant.add(d);
      }
    }
    return smallest;
  }

  private double group(GroupElimination elimination, int level, int g, double[] c) {
    double[] s = eliminated[level - 1];
    int at = g * layout.packed;
    int factor = lambdaAt + layout.factorAt[level - 1];
    if (damping == 0) {
      return elimination.eliminate(c, at, lambda, factor, s, at);
    }
    int uAt = forest.effectsAt(layout, level, g);
    return elimination.eliminate(c, at, lambda, factor, damping, u, uAt, s, at);
  }

  /** Sum of the children's S in place of a group's cross-product. */
  private void sumChildren(int level, int group, double[] s, int at) {
    int[] start = forest.design.start(level);
    Arrays.fill(s, at, at + layout.packed, 0);
    for (int child = start[group]; child < start[group + 1]; child++) {
      PackedTriangle.add(eliminated[level], child * layout.packed, s, at, layout.packed);
    }
  }
}
