package dev.menlo.engine.tck;

import dev.menlo.engine.Quantity;
import dev.menlo.engine.Workspace;

/** The current point of a one-fit workspace as a problem. */
final class ReadPoint {
  private ReadPoint() {}

  /** The problem at beta and u as read; Lambda and delta stay the problem's. */
  static Problem of(Workspace workspace, Problem problem) {
    return new Problem(
        problem.name(),
        problem.model(),
        problem.batch(),
        workspace.read(Quantity.FIXED_EFFECTS, 0),
        problem.relativeFactor(),
        problem.delta(),
        workspace.read(Quantity.SPHERICAL_EFFECTS, 0));
  }
}
