package dev.menlo.model;

import java.util.List;

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
}
