package dev.menlo.engine.cuda.ptx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.menlo.engine.program.Derivatives;
import dev.menlo.engine.program.Interpreter;
import dev.menlo.engine.program.MeanDerivatives;
import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;
import dev.menlo.engine.program.ProgramBuilder;
import dev.menlo.engine.tck.RandomProgram;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole programs, lowered and run, against the interpreter of programs on the CPU. */
class ProgramsTest {
  private static final int ROWS = 3;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void meansWithAllTheirDerivatives(long seed) {
    Program mean = RandomProgram.smooth(seed, 12, seed % 3 == 0);
    MeanDerivatives derivatives =
        Derivatives.of(mean, RandomProgram.FIXED_EFFECTS, RandomProgram.RANDOM_EFFECTS, 2);

    compare(derivatives.program(), seed, 1e-12);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void recursionsCarryTheirValues(long seed) {
    compare(RandomProgram.smooth(100 + seed, 8, true), seed, 1e-12);
  }

  @Test
  void operationsOfOneProgramKeepTheirBits() {
    ProgramBuilder b = new ProgramBuilder();
    int dose = b.covariate(0);
    int time = b.covariate(1);
    int rate = b.apply(Op.EXP, b.add(b.fixedEffect(0), b.randomEffect(0)));
    int volume = b.apply(Op.EXP, b.add(b.fixedEffect(1), b.randomEffect(1)));
    int decay = b.apply(Op.EXP, b.apply(Op.NEG, b.mul(rate, time)));
    int grown = b.apply(Op.POW, b.apply(Op.INVLOGIT, time), b.fixedEffect(2));
    Program mean = b.build(b.add(b.mul(b.div(dose, volume), decay), grown));

    compare(Derivatives.of(mean, 3, 2, 2).program(), 1, 0);
  }

  @Test
  void residualProgramsReadPairsParametersAndTheMean() {
    ProgramBuilder b = new ProgramBuilder();
    int apart = b.apply(Op.ABS, b.sub(b.covariate(0), b.pairedCovariate(1)));
    int rho = b.apply(Op.EXP, b.mul(b.apply(Op.NEG, apart), b.residualParameter(0)));
    Program program = b.build(b.mul(rho, b.apply(Op.LOG, b.apply(Op.ABS, b.mean()))));

    compare(Derivatives.inParameters(program, 1, 2).program(), 7, 0);
  }

  @Test
  void anAbsentOutputIsZero() {
    Program program = RandomProgram.smooth(5, 4, false);
    int node = program.outputs()[0];

    double[][][] y = new ProgramKernel(program, new int[] {-1, node, -1}).run(input(5));

    for (double[][] row : y) {
      assertThat(row[0]).containsOnly(0);
      assertThat(row[2]).containsOnly(0);
    }
  }

  @Test
  void unneededNodesLeaveNoTrace() {
    ProgramBuilder b = new ProgramBuilder();
    int unused = b.apply(Op.LNGAMMA, b.covariate(0));
    Program program = b.build(b.covariate(1), unused);

    String text = new ProgramKernel(program, new int[] {program.outputs()[0]}).text();

    assertThat(text).doesNotContain("BERNOULLI").doesNotContain("//@@");
  }

  @Test
  void aTemplateMustGiveWhatTheProgramReads() {
    Program reads = new ProgramBuilder().build();
    ProgramBuilder b = new ProgramBuilder();
    Program delta = b.build(b.residualParameter(0));
    Program lagged = RandomProgram.smooth(1, 4, true);

    assertThat(reads.outputs()).isEmpty();
    assertThatThrownBy(() -> Splice.fill("//@@MEAN x=%rd1 out=%rd2", delta, delta.outputs()))
        .hasMessageContaining("delta");
    assertThatThrownBy(
            () ->
                Splice.fill(
                    "//@@SCALE x=%rd1 beta=%rd1 effects=%rd1 out=%rd2", lagged, lagged.outputs()))
        .hasMessageContaining("recursive");
  }

  private static ProgramKernel.Input input(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][][] x = new double[ROWS][RandomProgram.COVARIATES][ProgramKernel.LANES];
    double[][][] paired = new double[ROWS][RandomProgram.COVARIATES][ProgramKernel.LANES];
    for (int r = 0; r < ROWS; r++) {
      for (int c = 0; c < RandomProgram.COVARIATES; c++) {
        x[r][c] = random.doubles(ProgramKernel.LANES, -1.5, 1.5).toArray();
        paired[r][c] = random.doubles(ProgramKernel.LANES, -1.5, 1.5).toArray();
      }
    }
    double[][] effects = new double[RandomProgram.RANDOM_EFFECTS][];
    for (int j = 0; j < effects.length; j++) {
      effects[j] = random.doubles(ProgramKernel.LANES, -1, 1).toArray();
    }
    double[] beta = random.doubles(RandomProgram.FIXED_EFFECTS, -1, 1).toArray();
    return new ProgramKernel.Input(x, paired, beta, effects, new double[] {.7, -.2}, 1.75);
  }

  /** Within a tolerance relative to the larger of 1 and the value; the same bits if it is 0. */
  private static void compare(Program program, long seed, double tolerance) {
    ProgramKernel.Input in = input(seed);
    double[][][] y = new ProgramKernel(program).run(in);
    for (int g = 0; g < ProgramKernel.LANES; g++) {
      Interpreter interpreter = new Interpreter(program);
      for (int r = 0; r < ROWS; r++) {
        double[] expected = interpreter.evaluate(row(in, r, g));
        for (int o = 0; o < expected.length; o++) {
          double slack = tolerance * Math.max(1, Math.abs(expected[o]));
          boolean same = Double.compare(y[r][o][g], expected[o]) == 0;
          assertThat(same || Math.abs(y[r][o][g] - expected[o]) <= slack)
              .as("row %d, output %d: %s, expected %s", r, o, y[r][o][g], expected[o])
              .isTrue();
        }
      }
    }
  }

  private static Interpreter.Row row(ProgramKernel.Input in, int r, int g) {
    double[] effects = new double[in.effects().length];
    for (int j = 0; j < effects.length; j++) {
      effects[j] = in.effects()[j][g];
    }
    return new Interpreter.Row(
        column(in.x()[r], g), column(in.paired()[r], g), in.beta(), effects, in.mean(), in.delta());
  }

  private static double[] column(double[][] values, int g) {
    double[] column = new double[values.length];
    for (int c = 0; c < column.length; c++) {
      column[c] = values[c][g];
    }
    return column;
  }
}
