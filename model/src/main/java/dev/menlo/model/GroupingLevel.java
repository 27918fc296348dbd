package dev.menlo.model;

import java.util.List;

/**
 * A grouping level.
 *
 * @param path variables whose values together identify a group, outermost first; level k's path
 *     extends level k-1's
 * @param randomEffects names of the random effects of the level, in program order
 * @param blocks covariance blocks that together cover each random effect once
 */
public record GroupingLevel(
    List<String> path, List<String> randomEffects, List<CovarianceBlock> blocks) {
  /** Copies the lists. */
  public GroupingLevel {
    path = List.copyOf(path);
    randomEffects = List.copyOf(randomEffects);
    blocks = List.copyOf(blocks);
  }

  /** The path as menl writes it: {@code region>state}. */
  public String pathText() {
    return String.join(">", path);
  }
}
