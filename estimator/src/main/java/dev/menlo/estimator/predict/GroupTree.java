package dev.menlo.estimator.predict;

import dev.menlo.engine.Design;

/** Parents of the groups of a design. */
final class GroupTree {
  private final int[][] parent;

  GroupTree(Design design) {
    parent = new int[design.levels() + 1][];
    for (int level = 1; level <= design.levels(); level++) {
      parent[level] = new int[design.groups(level)];
      int[] start = design.start(level - 1);
      for (int g = 0; g + 1 < start.length; g++) {
        java.util.Arrays.fill(parent[level], start[g], start[g + 1], g);
      }
    }
  }

  /** The group of the level before that holds a group of a level, 1..K. */
  int parent(int level, int group) {
    return parent[level][group];
  }

  /** The group of an outer level that holds a group of a level. */
  int ancestor(int level, int group, int outer) {
    int at = group;
    for (int k = level; k > outer; k--) {
      at = parent[k][at];
    }
    return at;
  }
}
