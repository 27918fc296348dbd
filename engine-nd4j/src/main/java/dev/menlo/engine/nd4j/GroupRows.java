package dev.menlo.engine.nd4j;

import dev.menlo.engine.Design;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rows of the deepest groups of a design, those in the likelihood only, with groups of equal
 * size together: each size makes one stack of matrices.
 */
final class GroupRows {
  /**
   * The groups of one size.
   *
   * @param size rows a group
   * @param groups their numbers at level K
   * @param rows their rows in the design, group by group
   */
  record SameSize(int size, int[] groups, int[] rows) {
    int count() {
      return groups.length;
    }

    /** A quantity of every row of the design, gathered: count x size x 1. */
    Stack gather(double[] perRow) {
      double[] own = new double[rows.length];
      for (int i = 0; i < own.length; i++) {
        own[i] = perRow[rows[i]];
      }
      return Stack.of(own, count(), size, 1);
    }

    /** Several such quantities side by side: count x size x columns. */
    Stack gather(double[][] columns) {
      double[] own = new double[rows.length * columns.length];
      for (int i = 0; i < rows.length; i++) {
        for (int c = 0; c < columns.length; c++) {
          own[i * columns.length + c] = columns[c][rows[i]];
        }
      }
      return Stack.of(own, count(), size, columns.length);
    }

    /** Puts count x size x 1 entries back at their rows. */
    void scatter(Stack column, double[] perRow) {
      double[] own = column.toArray();
      for (int i = 0; i < own.length; i++) {
        perRow[rows[i]] = own[i];
      }
    }
  }

  private final Design design;
  private final List<SameSize> sizes = new ArrayList<>();

  GroupRows(Design design) {
    this.design = design;
    Map<Integer, List<Integer>> bySize = new TreeMap<>();
    for (int g = 0; g < groups(); g++) {
      bySize.computeIfAbsent(rows(g).size(), size -> new ArrayList<>()).add(g);
    }
    bySize.forEach(
        (size, groups) ->
            sizes.add(
                new SameSize(
                    size,
                    groups.stream().mapToInt(Integer::intValue).toArray(),
                    groups.stream()
                        .flatMap(g -> rows(g).stream())
                        .mapToInt(Integer::intValue)
                        .toArray())));
  }

  /** Groups of level K. */
  int groups() {
    return design.groups(design.levels());
  }

  private List<Integer> rows(int group) {
    int[] start = design.start(design.levels());
    List<Integer> rows = new ArrayList<>();
    for (int row = start[group]; row < start[group + 1]; row++) {
      if (design.inLikelihood(row)) {
        rows.add(row);
      }
    }
    return rows;
  }

  /** The stacks, smallest groups first. */
  List<SameSize> sizes() {
    return sizes;
  }
}
