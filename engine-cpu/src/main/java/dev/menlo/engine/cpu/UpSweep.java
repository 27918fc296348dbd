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

  /** S of the groups of each level at index k - 1; of level K with the pivots, in its order. */
  private final double[][] eliminated;

  /** Elimination of the deepest level over lanes; null where there is none. */
  private final LaneElimination lanes;

  /** By chunk: sum of S over level 1, then log det, smallest pivot, fallbacks. */
  private double[] results;

  private final int stride;

  private FitState fit;
  private ForestLayout forest;
  private boolean overLanes;
  private final double[] deepestLambda;
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

  UpSweep(CompiledModel model, ChunkRunner runner) {
    layout = model.layout;
    lanes = model.elimination();
    this.runner = runner;
    int q = layout.levels == 0 ? 0 : layout.randomEffects[layout.levels - 1];
    deepestLambda = new double[q * q];
    eliminated = new double[layout.levels][0];
    stride = ChunkRunner.apart(layout.packed + 3);
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
    this.fit = fit;
    forest = of;
    overLanes = lanes != null && of.lanes != null && damping == 0;
    this.newton = newton;
    this.lambda = lambda;
    this.lambdaAt = lambdaAt;
    this.damping = damping;
    u = fit.current.u;
    if (newton != null) {
      newton.begin(fit);
    }
    allocate(of);
    if (layout.levels > 0) {
      int at = lambdaAt + layout.factorAt[layout.levels - 1];
      System.arraycopy(lambda, at, deepestLambda, 0, deepestLambda.length);
    }
    if (results.length < of.chunks * stride) {
      results = new double[of.chunks * stride];
    }
    runner.run(of.chunks, this);
    reduce();
  }

  private void allocate(ForestLayout of) {
    for (int level = 1; level <= layout.levels; level++) {
      int slots = level < layout.levels ? of.design.groups(level) : of.order.slots;
      int length = Math.multiplyExact(slots, length(level));
      if (eliminated[level - 1].length < length) {
        eliminated[level - 1] = new double[length];
      }
    }
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

  /** S of the groups of a level, 1..K: blocks of {@link #length}. */
  double[] eliminated(int level) {
    return eliminated[level - 1];
  }

  /** Numbers kept of an eliminated group: S, packed, and at level K the pivots. */
  int length(int level) {
    return level < layout.levels ? layout.packed : layout.eliminatedLength();
  }

  /** Where the block of a group of a level begins. */
  int at(int level, int g) {
    return level < layout.levels ? g * layout.packed : forest.order.at(g, length(level));
  }

  /** The distance between two numbers of a block. */
  int stride(int level) {
    return level < layout.levels ? 1 : forest.order.lanes;
  }

  @Override
  public void run(Scratch scratch, int chunk) {
    int result = chunk * stride;
    Arrays.fill(results, result, result + layout.packed, 0);
    results[result + layout.packed + 2] = 0;
    if (layout.levels == 0) {
      form(scratch, 0);
      PackedTriangle.add(scratch.cross, 0, results, result, layout.packed);
      results[result + layout.packed] = 0;
      results[result + layout.packed + 1] = Double.POSITIVE_INFINITY;
      return;
    }
    scratch.logDeterminant.clear();
    double smallest = deepest(scratch, chunk, result);
    for (int level = layout.levels - 1; level >= 1; level--) {
      int end = forest.to(level, chunk);
      for (int g = forest.from(level, chunk); g < end; g++) {
        sumChildren(level, g);
        smallest = Math.min(smallest, group(scratch, level, g));
      }
    }
    if (!overLanes || layout.levels > 1) {
      int end = forest.to(1, chunk);
      for (int g = forest.from(1, chunk); g < end; g++) {
        PackedTriangle.add(eliminated[0], at(1, g), stride(1), results, result, layout.packed);
      }
    }
    results[result + layout.packed] = scratch.logDeterminant.value();
    results[result + layout.packed + 1] = smallest;
  }

  /** Eliminates the deepest groups of a chunk; returns the smallest pivot. */
  private double deepest(Scratch scratch, int chunk, int result) {
    int level = layout.levels;
    int from = forest.from(level, chunk);
    int to = forest.to(level, chunk);
    double smallest = Double.POSITIVE_INFINITY;
    if (overLanes) {
      double[] s = eliminated[level - 1];
      lanes.run(scratch, fit, newton, chunk, deepestLambda, s, results, result);
      LogDeterminant log = newton == null ? scratch.logDeterminant : null;
      smallest = lanes.pivots(forest.lanes, chunk, s, log);
    } else {
      for (int g = from; g < to; g++) {
        smallest = Math.min(smallest, deepestGroup(scratch, g));
      }
    }
    results[result + layout.packed + 2] = newton == null ? 0 : newton.fallbacks(from, to);
    return smallest;
  }

  /** The cross-product of a deepest group, as it is or with curvature. */
  private void form(Scratch scratch, int g) {
    if (newton == null) {
      forest.order.gather(fit.kept.cross, g, layout.packed, scratch.cross);
    } else {
      newton.form(scratch, g, scratch.cross);
    }
  }

  private double deepestGroup(Scratch scratch, int g) {
    int level = layout.levels;
    form(scratch, g);
    double pivot = eliminate(scratch, level, g, scratch.cross, 0, scratch.eliminated, 0);
    if (newton != null && !(pivot >= NewtonModel.SAFE_PIVOT)) {
      newton.fallBack(g);
      form(scratch, g);
      pivot = eliminate(scratch, level, g, scratch.cross, 0, scratch.eliminated, 0);
    }
    addPivots(scratch, level);
    int at = at(level, g);
    for (int i = 0; i < layout.packed; i++) {
      eliminated[level - 1][at + i * stride(level)] = scratch.eliminated[i];
    }
    return pivot;
  }

  /** Eliminates a group above level K from the sum of its children, in place. */
  private double group(Scratch scratch, int level, int g) {
    double[] s = eliminated[level - 1];
    int at = at(level, g);
    double pivot = eliminate(scratch, level, g, s, at, s, at);
    addPivots(scratch, level);
    return pivot;
  }

  private static void addPivots(Scratch scratch, int level) {
    for (double d : scratch.elimination[level - 1].pivot) {
      scratch.logDeterminant.add(d);
    }
  }

  private double eliminate(
      Scratch scratch, int level, int g, double[] c, int cAt, double[] s, int sAt) {
    GroupElimination elimination = scratch.elimination[level - 1];
    int factor = lambdaAt + layout.factorAt[level - 1];
    if (damping == 0) {
      return elimination.eliminate(c, cAt, lambda, factor, s, sAt);
    }
    int q = layout.randomEffects[level - 1];
    int from = forest.effects.at(level, g);
    for (int i = 0; i < q; i++) {
      scratch.effects[i] = u[from + i * forest.effects.stride(level)];
    }
    return elimination.eliminate(c, cAt, lambda, factor, damping, scratch.effects, 0, s, sAt);
  }

  /** Sum of the children's S in place of a group's cross-product. */
  private void sumChildren(int level, int group) {
    double[] s = eliminated[level - 1];
    int at = at(level, group);
    int[] start = forest.design.start(level);
    Arrays.fill(s, at, at + layout.packed, 0);
    for (int child = start[group]; child < start[group + 1]; child++) {
      PackedTriangle.add(
          eliminated[level], at(level + 1, child), stride(level + 1), s, at, layout.packed);
    }
  }
}
