package dev.menlo.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.engine.program.Derivatives;
import dev.menlo.engine.program.Interpreter;
import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;
import dev.menlo.engine.program.ProgramBuilder;
import dev.menlo.engine.tck.RandomProgram;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs lowered over lanes against the interpreter, bit by bit, on doubles and on vectors. */
class LaneCompilerTest {
  private static final int ROWS = 5;
  private static final double[] NONE = {};

  private final SplittableRandom random = new SplittableRandom(20261125);

  @ParameterizedTest
  @CsvSource({"10, 100", "40, 40"})
  void anyProgramHasTheInterpretersBits(int steps, int programs) {
    for (int seed = 0; seed < programs; seed++) {
      requireSameBits(RandomProgram.any(seed, steps, false));
    }
  }

  @ParameterizedTest
  @CsvSource({"8, 30", "15, 10"})
  void derivativesHaveTheInterpretersBits(int steps, int programs) {
    for (int seed = 0; seed < programs; seed++) {
      Program mean = RandomProgram.smooth(seed, steps, false);
      int p = RandomProgram.FIXED_EFFECTS;
      int q = RandomProgram.RANDOM_EFFECTS;
      requireSameBits(Derivatives.of(mean, p, q, 2).program());
    }
  }

  @Test
  void functionsHaveTheScalarBitsEverywhere() {
    double[] special = {
      0,
      -0.0,
      1,
      -1,
      709.7,
      710.5,
      -745.2,
      -746.5,
      -708.4,
      1e-310,
      Double.MIN_VALUE,
      1e300,
      -1e300,
      Double.MAX_VALUE,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.NaN,
      0.5,
      1e-20
    };
    for (Op op : new Op[] {Op.EXP, Op.LOG, Op.INVLOGIT, Op.SQRT, Op.ABS, Op.NEG}) {
      ProgramBuilder b = new ProgramBuilder();
      Program program = b.build(b.apply(op, b.covariate(0)));
      for (int trial = 0; trial < 400; trial++) {
        double[] x = new double[ROWS * LaneProgram.LANES];
        double scale = Math.exp(random.nextDouble(-30, 8));
        Arrays.setAll(x, i -> random.nextDouble(-scale, scale));
        if (trial % 2 == 0) {
          x[random.nextInt(x.length)] = special[trial / 2 % special.length];
        }
        requireSameBits(program, x, 1, NONE, NONE);
      }
    }
  }

  private void requireSameBits(Program program) {
    if (!LaneCompiler.suits(program)) {
      return;
    }
    int width = RandomProgram.COVARIATES;
    double[] x = new double[ROWS * width * LaneProgram.LANES];
    Arrays.setAll(x, i -> i % 13 == 3 ? 0 : random.nextDouble(-3, 3));
    double[] beta = random.doubles(RandomProgram.FIXED_EFFECTS, -2, 2).toArray();
    double[] lane =
        random.doubles(RandomProgram.RANDOM_EFFECTS * LaneProgram.LANES, -1, 1).toArray();
    requireSameBits(program, x, width, beta, lane);
  }

  private void requireSameBits(Program program, double[] x, int width, double[] beta, double[] b) {
    int outputs = program.outputs().length;
    int stored = outputs - outputs / 2;
    Interpreter interpreter = new Interpreter(program);
    for (int vector : VectorUnit.LANES == 1 ? new int[] {1} : new int[] {1, VectorUnit.LANES}) {
      LaneProgram lanes = LaneCompiler.lower(program, outputs / 2, LaneInputs.of(width, 1), vector);
      double[] sums = new double[Math.max(1, outputs / 2) * LaneProgram.LANES];
      double[] rows = new double[ROWS * stored * LaneProgram.LANES];
      double[] spill = new double[LaneProgram.SPILL];
      lanes.run(x, 0, NONE, 0, NONE, 0, b, 0, beta, NONE, ROWS, rows, 0, sums, 0, spill);
      for (int l = 0; l < LaneProgram.LANES; l++) {
        double[] total = new double[outputs / 2];
        for (int row = 0; row < ROWS; row++) {
          double[] values =
              interpreter.evaluate(
                  Interpreter.Row.ofMean(
                      at(x, row * width, width, l), beta, at(b, 0, b.length / 8, l)));
          for (int o = 0; o < outputs; o++) {
            if (o < total.length) {
              total[o] += values[o];
            } else {
              same(
                  rows[(row * stored + o - total.length) * LaneProgram.LANES + l],
                  values[o],
                  program);
            }
          }
        }
        for (int o = 0; o < total.length; o++) {
          same(sums[o * LaneProgram.LANES + l], total[o], program);
        }
      }
    }
  }

  private static double[] at(double[] lanes, int first, int count, int lane) {
    double[] values = new double[count];
    Arrays.setAll(values, i -> lanes[(first + i) * LaneProgram.LANES + lane]);
    return values;
  }

  private static void same(double actual, double expected, Program program) {
    assertThat(Double.doubleToLongBits(actual))
        .as("%s", program)
        .isEqualTo(Double.doubleToLongBits(expected));
  }
}
