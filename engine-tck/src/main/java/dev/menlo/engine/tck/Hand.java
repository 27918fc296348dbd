package dev.menlo.engine.tck;

import dev.menlo.engine.Batch;
import dev.menlo.engine.ResidualSpec;

/** Problems small enough to work by hand. */
final class Hand {
  private Hand() {}

  /** y = (1, 3) in one group, mu = b0 + U, b0 = 0, u = 0, Lambda = 1. */
  static Problem pair() {
    return new Problem(
        "a pair of rows",
        Models.intercept(ResidualSpec.IDENTITY, 1),
        Batch.of(Shapes.groups(2), new double[] {1, 3}),
        new double[] {0},
        new double[] {1},
        new double[0],
        new double[] {0});
  }
}
