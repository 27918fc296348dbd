package dev.menlo.model;

import java.util.List;
import java.util.Map;

/** What lowering a model needs to know of a data set: its variables and their distinct values. */
public interface Schema {
  /** All variables, in file order. */
  List<String> variables();

  /** Whether every non-missing value of a variable is a number. */
  boolean isNumeric(String variable);

  /**
   * The distinct non-missing values of a variable in the estimation sample: in numeric order for a
   * numeric variable (written without a trailing ".0"), else in string order.
   */
  List<String> levels(String variable);

  /**
   * Where a variable that is not numeric first holds text, for messages: {@code data.csv, line 7
   * holds "abc"}; "" when it is not known.
   */
  default String firstText(String variable) {
    return "";
  }

  /** What messages say of a variable that should be numeric and is not. */
  default String holdsText(String variable) {
    String place = firstText(variable);
    return variable + " holds text, not numbers" + (place.isEmpty() ? "" : " (" + place + ")");
  }

  /**
   * Whether some row of the estimation sample has all of these levels: cells of an interaction
   * without rows are left out of a model.
   *
   * @param cell variables to levels, as {@link #levels} writes them
   */
  default boolean observed(Map<String, String> cell) {
    return true;
  }

  /** The largest number of rows in a group of the lowest level, or 0 when it is not known. */
  default int largestGroup() {
    return 0;
  }
}
