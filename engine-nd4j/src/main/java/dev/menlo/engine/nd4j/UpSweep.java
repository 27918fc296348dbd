package dev.menlo.engine.nd4j;

/**
 * Eliminates the random effects of all levels, deepest first, and sums what is left at the root.
 */
final class UpSweep {
  /** A deepest group with a smaller pivot keeps its Gauss-Newton cross-product. */
  static final double SAFE_PIVOT = 0.1;

  private final CompiledModel model;
  private final Levels levels;
  private final double[] factors;
  private final double damping;
  private final double[] u;

  /** S of the groups of each level at index k - 1. */
  final Stack[] eliminated;

  /** What the deepest level was eliminated from. */
  Stack cross;

  /** Sum of S over level 1, N x N. */
  double[][] root;

  double logDeterminant;
  double smallestPivot = Double.POSITIVE_INFINITY;

  /** Deepest groups that fell back on Gauss-Newton. */
  int fallbacks;

  /**
   * Prepares.
   *
   * @param factors Lambda_1..Lambda_K, row-major
   * @param damping weight of |u - u_current|^2
   * @param u current spherical effects
   */
  UpSweep(CompiledModel model, Levels levels, double[] factors, double damping, double[] u) {
    this.model = model;
    this.levels = levels;
    this.factors = factors;
    this.damping = damping;
    this.u = u;
    this.eliminated = new Stack[levels.levels()];
  }

  /** Eliminates cross-products of the deepest groups. */
  UpSweep run(Stack deepest) {
    return run(deepest, null);
  }

  /**
   * Eliminates Newton models; a group whose pivot is not safely positive takes the other matrix.
   *
   * @param gaussNewton to fall back on, or null
   */
  UpSweep run(Stack deepest, Stack gaussNewton) {
    cross = deepest;
    Stack c = deepest;
    for (int k = levels.levels(); k >= 1; k--) {
      if (levels.effects(k) == 0) {
        eliminated[k - 1] = c;
        c = c.sums(levels.children(k - 1));
        continue;
      }
      GroupElimination group = eliminate(c, k);
      if (gaussNewton != null && k == levels.levels()) {
        cross = safe(deepest, gaussNewton, group.smallestPivot);
        group = fallbacks == 0 ? group : eliminate(cross, k);
      }
      for (double pivot : group.smallestPivot) {
        smallestPivot = Math.min(smallestPivot, pivot);
      }
      logDeterminant += group.logDeterminant;
      eliminated[k - 1] = group.eliminated;
      c = group.eliminated.sums(levels.children(k - 1));
    }
    root = c.first();
    return this;
  }

  private GroupElimination eliminate(Stack c, int level) {
    return new GroupElimination(
        c,
        model.selection(level),
        model.factor(factors, level),
        damping,
        damping == 0 ? null : levels.part(u, level));
  }

  private Stack safe(Stack newton, Stack gaussNewton, double[] pivots) {
    double[] chosen = newton.toArray();
    double[] other = gaussNewton.toArray();
    int length = newton.rows * newton.columns;
    for (int g = 0; g < pivots.length; g++) {
      if (!(pivots[g] >= SAFE_PIVOT)) {
        System.arraycopy(other, g * length, chosen, g * length, length);
        fallbacks++;
      }
    }
    return Stack.of(chosen, newton.count, newton.rows, newton.columns);
  }
}
