package dev.menlo.engine.tck;

import dev.menlo.engine.Batch;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.program.ProgramBuilder;

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

  /** The same rows at b0 = 0.5, u = 0.5: mu = 1, r = (0, 2). */
  static Problem movedPair() {
    Problem pair = pair();
    return new Problem(
        "a pair away from 0",
        pair.model(),
        pair.batch(),
        new double[] {0.5},
        new double[] {1},
        new double[0],
        new double[] {0.5});
  }

  /** Groups of one row, y = (1, 0.1), mu = b0 + U^2, b0 = 0, u = 0, Lambda = 1. */
  static Problem squares() {
    ProgramBuilder b = new ProgramBuilder();
    int square = b.mul(b.randomEffect(0), b.randomEffect(0));
    ModelSpec model =
        new ModelSpec(
            b.build(b.add(b.fixedEffect(0), square)),
            Shapes.COVARIATES,
            1,
            new int[] {1},
            ResidualSpec.IDENTITY);
    return new Problem(
        "squared effects",
        model,
        Batch.of(Shapes.groups(1, 1), new double[] {1, 0.1}),
        new double[] {0},
        new double[] {1},
        new double[0],
        new double[] {0, 0});
  }

  /** One row without levels, y = 3, mu = b0^2, b0 = 0.5. */
  static Problem squaredCoefficient() {
    ProgramBuilder b = new ProgramBuilder();
    ModelSpec model =
        new ModelSpec(
            b.build(b.mul(b.fixedEffect(0), b.fixedEffect(0))),
            Shapes.COVARIATES,
            1,
            new int[0],
            ResidualSpec.IDENTITY);
    return new Problem(
        "squared coefficient",
        model,
        Batch.of(Shapes.ungrouped(1), new double[] {3}),
        new double[] {0.5},
        new double[0],
        new double[0],
        new double[0]);
  }
}
