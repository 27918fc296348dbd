package dev.menlo.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.engine.program.Derivatives;
import dev.menlo.engine.program.Program;
import dev.menlo.engine.tck.RandomProgram;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Programs in two stages have the bits of the whole. */
class StagedProgramTest {
  private static final int ROWS = 3;
  private static final int LANES = LaneProgram.LANES;
  private static final double[] NONE = {};

  @Test
  void bothStagesHaveTheBitsOfTheWhole() {
    SplittableRandom random = new SplittableRandom(20261126);
    int cut = 0;
    for (int seed = 0; seed < 60; seed++) {
      Program mean = RandomProgram.smooth(seed, 12, false);
      Program whole =
          Derivatives.of(mean, RandomProgram.FIXED_EFFECTS, RandomProgram.RANDOM_EFFECTS, 2)
              .program();
      Optional<StagedProgram> staged = StagedProgram.of(whole);
      if (staged.isEmpty() || !LaneCompiler.suits(whole)) {
        continue;
      }
      cut++;
      int width = RandomProgram.COVARIATES;
      double[] x = random.doubles(ROWS * width * LANES, -2, 2).toArray();
      double[] beta = random.doubles(RandomProgram.FIXED_EFFECTS, -2, 2).toArray();
      double[] b = random.doubles(RandomProgram.RANDOM_EFFECTS * LANES, -1, 1).toArray();
      int functions = staged.get().functions().outputs().length;
      LaneInputs rows = LaneInputs.of(width, 1);
      double[] left = run(staged.get().functions(), rows, x, NONE, beta, b);
      double[] rest = run(staged.get().rest(), rows.withThird(functions), x, left, beta, b);
      assertThat(rest).isEqualTo(run(whole, rows, x, NONE, beta, b));
    }
    assertThat(cut).isGreaterThan(10);
  }

  private static double[] run(
      Program program, LaneInputs inputs, double[] x, double[] third, double[] beta, double[] b) {
    double[] stored = new double[ROWS * program.outputs().length * LANES];
    double[] spill = new double[LaneProgram.SPILL];
    LaneCompiler.lower(program, 0, inputs, VectorUnit.LANES)
        .run(x, 0, NONE, 0, third, 0, b, 0, beta, NONE, ROWS, stored, 0, NONE, 0, spill);
    return stored;
  }
}
