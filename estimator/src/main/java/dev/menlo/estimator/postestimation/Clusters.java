package dev.menlo.estimator.postestimation;

import dev.menlo.engine.Design;
import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.data.BoundData;
import dev.menlo.estimator.data.Column;
import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.rows.RowWalk;
import dev.menlo.model.GroupingLevel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Clusters of rows for a sandwich: whole groups of the outermost level, or unions of them.
 *
 * @param number per row its cluster; -1 for rows outside the likelihood
 * @param count how many clusters have rows in the likelihood
 */
record Clusters(int[] number, int count) {
  /**
   * The clusters of a fit.
   *
   * @param variable a variable whose values are clusters, or a level's path; "" for the outermost
   *     groups, or the rows where there are none
   * @throws DataException if there is no such variable, or its groups split independent ones
   */
  static Clusters of(FittedModel fitted, String variable) {
    BoundData data = fitted.data();
    int[] outermost = outermost(fitted);
    List<GroupingLevel> levels = fitted.lowered().levels();
    if (variable.isEmpty() || !levels.isEmpty() && levels.get(0).pathText().equals(variable)) {
      return numbered(outermost, data.design());
    }
    for (GroupingLevel level : levels) {
      if (level.pathText().equals(variable)
          || level.path().contains(variable) && level != levels.get(0)) {
        throw new DataException(
            "groups of "
                + level.pathText()
                + " within one "
                + levels.get(0).pathText()
                + " are not independent; use cluster "
                + levels.get(0).pathText());
      }
    }
    return byVariable(data, outermost, variable);
  }

  private static Clusters byVariable(BoundData data, int[] outermost, String variable) {
    Column column = data.data().column(variable);
    Map<String, Integer> numbers = new HashMap<>();
    Map<Integer, Integer> ofGroup = new HashMap<>();
    int[] number = new int[outermost.length];
    for (int i = 0; i < number.length; i++) {
      int row = data.rows()[i];
      if (column.isMissing(row)) {
        throw new DataException(
            variable + " is missing at line " + data.line(i) + " of " + data.source());
      }
      number[i] = numbers.computeIfAbsent(column.text(row), v -> numbers.size());
      Integer known = ofGroup.putIfAbsent(outermost[i], number[i]);
      if (known != null && known != number[i]) {
        throw new DataException(
            "clusters of "
                + variable
                + " split the group of line "
                + data.line(i)
                + " of "
                + data.source()
                + ", whose rows are not independent; use a variable that is constant within the"
                + " outermost groups");
      }
    }
    return numbered(number, data.design());
  }

  /** The cluster of a row. */
  int of(int row) {
    return number[row];
  }

  /** Per row its group of the outermost level; without levels each row is its own. */
  private static int[] outermost(FittedModel fitted) {
    Design design = fitted.data().design();
    IntStream rows = IntStream.range(0, design.rows());
    if (design.levels() == 0) {
      return rows.toArray();
    }
    RowWalk walk = new RowWalk(fitted.lowered().spec(), design);
    return rows.map(row -> walk.group(1, row)).toArray();
  }

  /** Numbers the labels of the rows in the likelihood, in order of appearance. */
  static Clusters numbered(int[] labels, Design design) {
    Map<Integer, Integer> numbers = new HashMap<>();
    int[] number = new int[labels.length];
    for (int i = 0; i < number.length; i++) {
      number[i] =
          design.inLikelihood(i) ? numbers.computeIfAbsent(labels[i], label -> numbers.size()) : -1;
    }
    return new Clusters(number, numbers.size());
  }

  /** The rows in the likelihood of each group of the deepest level, in row order. */
  static List<int[]> deepestGroups(Design design) {
    int[] start = design.start(design.levels());
    List<int[]> out = new ArrayList<>();
    for (int g = 0; g + 1 < start.length; g++) {
      out.add(Rows.inLikelihood(design, start[g], start[g + 1]));
    }
    return out;
  }
}
