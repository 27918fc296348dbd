package dev.menlo.report.fitted;

import java.util.Arrays;
import java.util.List;

/**
 * A variable of the data over the rows of the likelihood.
 *
 * @param name its name
 * @param values one a row; for categories the position of the level; NaN where missing
 * @param levels names of the categories in order; empty for a measurement
 * @param inModel whether the model reads it
 * @param level deepest grouping level within whose groups it is constant, outermost first; 0 if it
 *     varies within groups of every level
 */
public record CovariateValues(
    String name, double[] values, List<String> levels, boolean inModel, int level) {
  /** Copies the levels. */
  public CovariateValues {
    levels = List.copyOf(levels);
  }

  /** Whether it is a measurement; else its values are categories. */
  public boolean isNumeric() {
    return levels.isEmpty();
  }

  /** Number of distinct values. */
  public int distinct() {
    return (int) Arrays.stream(values).filter(Double::isFinite).distinct().count();
  }

  /** The value in each group of a level, from the first row of the group. */
  public double[] ofGroups(int[] firstRows) {
    return Arrays.stream(firstRows).mapToDouble(row -> values[row]).toArray();
  }
}
