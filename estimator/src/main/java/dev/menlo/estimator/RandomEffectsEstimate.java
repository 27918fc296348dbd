package dev.menlo.estimator;

import dev.menlo.model.CovarianceType;
import java.util.List;

/**
 * The estimated covariance of one block of random effects.
 *
 * @param path grouping path, {@code region>state}
 * @param structure structure of the block
 * @param names its random effects
 * @param parameters in menl's order and words: {@code var(U1)}, {@code cov(U1,U2)}
 */
public record RandomEffectsEstimate(
    String path, CovarianceType structure, List<String> names, List<ParameterEstimate> parameters) {
  /** Copies the lists. */
  public RandomEffectsEstimate {
    names = List.copyOf(names);
    parameters = List.copyOf(parameters);
  }
}
