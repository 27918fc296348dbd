package dev.menlo.estimator.data;

import java.util.List;

/**
 * A rectangular data set: named columns, numeric or text. Missing numbers are NaN, missing texts
 * null. Immutable.
 */
public final class Dataset {
  private final List<String> variables;

  private Dataset(List<String> variables) {
    this.variables = List.copyOf(variables);
  }

  /** Variable names in file order. */
  public List<String> variables() {
    return variables;
  }
}
