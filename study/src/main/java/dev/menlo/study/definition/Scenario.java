package dev.menlo.study.definition;

import java.util.List;

/**
 * What happens in one condition.
 *
 * @param seed of the study
 * @param condition its number and levels
 * @param data how data are drawn
 * @param methods how they are fitted, in file order
 * @param estimands what is estimated, in file order
 */
public record Scenario(
    long seed,
    Condition condition,
    DataSpec data,
    List<MethodSpec> methods,
    List<EstimandSpec> estimands) {
  /** Copies the lists. */
  public Scenario {
    methods = List.copyOf(methods);
    estimands = List.copyOf(estimands);
  }
}
