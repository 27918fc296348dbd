package dev.menlo.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.engine.program.Derivatives;
import dev.menlo.engine.program.Interpreter;
import dev.menlo.engine.program.Program;
import dev.menlo.engine.tck.RandomProgram;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lowered programs against the interpreter, bit by bit. */
class ProgramCompilerTest {
  private static final int ROWS = 7;
  private static final double[] NONE = {};

  private final SplittableRandom random = new SplittableRandom(20261123);

  @ParameterizedTest
  @CsvSource({"10, false, 150", "60, false, 60", "40, true, 60", "400, false, 8", "400, true, 8"})
  void anyProgramHasTheInterpretersBits(int steps, boolean recursive, int programs) {
    for (int seed = 0; seed < programs; seed++) {
      requireSameBits(RandomProgram.any(seed, steps, recursive));
    }
  }

  @ParameterizedTest
  @CsvSource({"8, false, 60", "25, false, 15", "12, true, 30"})
  void derivativesHaveTheInterpretersBits(int steps, boolean recursive, int programs) {
    for (int seed = 0; seed < programs; seed++) {
      Program mean = RandomProgram.smooth(seed, steps, recursive);
      int p = RandomProgram.FIXED_EFFECTS;
      int q = RandomProgram.RANDOM_EFFECTS;
      requireSameBits(Derivatives.of(mean, p, q, 2).program());
    }
  }

  private void requireSameBits(Program program) {
    double[][] covariates = new double[RandomProgram.COVARIATES][ROWS];
    for (double[] column : covariates) {
      Arrays.setAll(column, row -> row == 3 ? 0 : random.nextDouble(-3, 3));
    }
    double[] beta = random.doubles(RandomProgram.FIXED_EFFECTS, -2, 2).toArray();
    double[] effects = random.doubles(RandomProgram.RANDOM_EFFECTS, -1, 1).toArray();

    RowProgram lowered = ProgramCompiler.compile(program);
    double[] out = new double[program.outputs().length * ROWS];
    double[] slots = new double[lowered.slots()];
    lowered.evaluate(covariates, 0, ROWS, 0, beta, effects, NONE, NONE, out, ROWS, slots);

    Interpreter interpreter = new Interpreter(program);
    for (int row = 0; row < ROWS; row++) {
      int at = row;
      double[] x = Arrays.stream(covariates).mapToDouble(column -> column[at]).toArray();
      double[] expected = interpreter.evaluate(Interpreter.Row.ofMean(x, beta, effects));
      for (int k = 0; k < expected.length; k++) {
        assertThat(Double.doubleToLongBits(out[k * ROWS + row]))
            .as("output %d of row %d of\n%s", k, row, program)
            .isEqualTo(Double.doubleToLongBits(expected[k]));
      }
    }
  }
}
