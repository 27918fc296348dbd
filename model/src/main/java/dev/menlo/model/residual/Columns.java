package dev.menlo.model.residual;

import dev.menlo.model.ModelException;
import java.util.List;

/**
 * What lowering a residual structure needs to know of a data set: the covariate columns that its
 * programs may read, and the distinct values of variables. Asking for a column reserves it.
 */
public interface Columns {
  /** Largest table of lags that {@link #lags} allows. */
  int MAX_LAGS = 10_000;

  /**
   * The column that holds the values of a numeric variable.
   *
   * @throws ModelException if the variable does not exist or is not numeric
   */
  int variable(String name);

  /**
   * The column that holds the position of a row's level in {@link #labels}, from 0, multiplied by
   * {@code stride}.
   *
   * @throws ModelException if the variable does not exist
   */
  int levelNumber(String name, int stride);

  /**
   * The distinct values of a variable in the estimation sample, in the order of their positions.
   *
   * @throws ModelException if the variable does not exist
   */
  List<String> labels(String name);

  /** The largest number of rows in a residual group, or 0 when it is not known. */
  int largestGroup();

  /**
   * One more than the largest difference of an integer variable: the size of a table of
   * autocorrelations that covers every pair of rows.
   *
   * @throws ModelException if a value is not an integer, or if the values span {@link #MAX_LAGS} or
   *     more
   */
  default int lags(String name) {
    long smallest = Long.MAX_VALUE;
    long largest = Long.MIN_VALUE;
    for (String label : labels(name)) {
      long value = integer(name, label);
      smallest = Math.min(smallest, value);
      largest = Math.max(largest, value);
    }
    if (largest - smallest >= MAX_LAGS) {
      throw new ModelException(
          "t("
              + name
              + "): the values span "
              + (largest - smallest)
              + " steps; number the occasions within groups from 1, or use ctar1 for dates");
    }
    return (int) Math.max(1, largest - smallest + 1);
  }

  private static long integer(String name, String label) {
    try {
      return Long.parseLong(label);
    } catch (NumberFormatException e) {
      throw new ModelException(
          "t("
              + name
              + "): "
              + label
              + " is not an integer; use an integer variable, or ctar1 for real times");
    }
  }
}
