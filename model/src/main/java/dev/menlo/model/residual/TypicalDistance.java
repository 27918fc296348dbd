package dev.menlo.model.residual;

import dev.menlo.model.ModelException;
import java.util.Arrays;
import java.util.List;

/**
 * A distance at which rows of data begin to be far apart, for starting values: between neighbours
 * and the whole extent, the geometric mean over the two of the diagonals of the median steps and of
 * the extents of the coordinates.
 */
final class TypicalDistance {
  private TypicalDistance() {}

  /**
   * Its logarithm.
   *
   * @param option the suboption that names the coordinates, for messages
   */
  static double log(Columns columns, String option, List<String> coordinates) {
    double steps = 0;
    double extents = 0;
    for (String coordinate : coordinates) {
      double[] x = values(columns, option, coordinate);
      double[] gaps = new double[Math.max(1, x.length - 1)];
      Arrays.setAll(gaps, i -> x.length > 1 ? x[i + 1] - x[i] : 1);
      Arrays.sort(gaps);
      steps = Math.hypot(steps, gaps[gaps.length / 2]);
      extents = Math.hypot(extents, x.length > 1 ? x[x.length - 1] - x[0] : 1);
    }
    return (Math.log(steps) + Math.log(extents)) / 2;
  }

  private static double[] values(Columns columns, String option, String coordinate) {
    try {
      return columns.labels(coordinate).stream()
          .mapToDouble(Double::parseDouble)
          .sorted()
          .distinct()
          .toArray();
    } catch (NumberFormatException e) {
      throw new ModelException(
          option + "(" + coordinate + "): the values must be numbers; recode " + coordinate);
    }
  }
}
