package dev.menlo.model;

import java.util.List;

/**
 * A block of the random-effects covariance of one level.
 *
 * @param type its structure
 * @param members positions of its random effects within the level, from 0, increasing
 */
public record CovarianceBlock(CovarianceType type, List<Integer> members) {
  /** Copies the members. */
  public CovarianceBlock {
    members = List.copyOf(members);
  }
}
