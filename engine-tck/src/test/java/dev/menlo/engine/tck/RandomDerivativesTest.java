package dev.menlo.engine.tck;

import static dev.menlo.engine.tck.RandomProgram.COVARIATES;
import static dev.menlo.engine.tck.RandomProgram.FIXED_EFFECTS;
import static dev.menlo.engine.tck.RandomProgram.RANDOM_EFFECTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.engine.program.Derivatives;
import dev.menlo.engine.program.Interpreter;
import dev.menlo.engine.program.MeanDerivatives;
import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;
import dev.menlo.engine.program.ProgramBuilder;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;

/**
 * Derivatives of random programs against the complex step {@code Im f(x + ih) / h}, which has no
 * cancellation: of first order from the mean, of second order from the first.
 */
class RandomDerivativesTest {
  private static final double H = 1e-30;
  private static final double TOLERANCE = 1e-9;
  private static final int ROWS = 3;
  private static final int PARAMETERS = FIXED_EFFECTS + RANDOM_EFFECTS;

  private final double[][] covariates = new double[ROWS][COVARIATES];
  private final double[] effects = new double[PARAMETERS];

  @Property(tries = 400, seed = "20261123")
  void firstDerivativesEqualTheComplexStep(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int steps, @ForAll boolean lag) {
    Program mean = RandomProgram.smooth(seed, steps, lag);
    MeanDerivatives d = Derivatives.of(mean, FIXED_EFFECTS, RANDOM_EFFECTS, 1);
    drawInputs(seed);
    for (int j = 0; j < PARAMETERS; j++) {
      double[][] exact = complexStep(mean, j);
      Interpreter interpreter = new Interpreter(d.program());
      for (int row = 0; row < ROWS; row++) {
        double[] out = evaluate(interpreter, row);
        double value = column(d, j) < 0 ? 0 : out[1 + column(d, j)];
        assertThat(value).isCloseTo(exact[row][0], near(exact[row][0], exact[row]));
      }
    }
  }

  @Property(tries = 300, seed = "20261123")
  void secondDerivativesEqualTheComplexStepOfTheFirst(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 25) int steps, @ForAll boolean lag) {
    Program mean = RandomProgram.smooth(seed, steps, lag);
    MeanDerivatives d = Derivatives.of(mean, FIXED_EFFECTS, RANDOM_EFFECTS, 2);
    drawInputs(seed);
    Interpreter interpreter = new Interpreter(d.program());
    double[][] values = new double[ROWS][];
    for (int row = 0; row < ROWS; row++) {
      values[row] = evaluate(interpreter, row);
    }
    Program first = Derivatives.of(mean, FIXED_EFFECTS, RANDOM_EFFECTS, 1).program();
    for (int j = 0; j < PARAMETERS; j++) {
      double[][] exact = complexStep(first, j);
      for (int row = 0; row < ROWS; row++) {
        for (int c = 0; c < d.columns(); c++) {
          double expected = exact[row][1 + c];
          double value = second(d, values[row], c, column(d, j));
          assertThat(value).isCloseTo(expected, near(expected, exact[row]));
        }
      }
    }
  }

  @Property(tries = 300, seed = "20261123")
  void appendingAProgramKeepsItsValues(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int steps, @ForAll boolean lag) {
    Program program = RandomProgram.any(seed, steps, lag);
    ProgramBuilder builder = new ProgramBuilder();
    Program copy = builder.build(builder.append(program));
    drawInputs(seed);
    Interpreter one = new Interpreter(program);
    Interpreter other = new Interpreter(copy);
    assertThat(copy.size()).isLessThanOrEqualTo(program.size());
    for (int row = 0; row < ROWS; row++) {
      assertThat(evaluate(other, row)).isEqualTo(evaluate(one, row));
    }
  }

  @Property(tries = 300, seed = "20261123")
  void operandsPrecedeTheirNodesAndEveryNodeIsNeeded(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int steps, @ForAll boolean lag) {
    Program program = RandomProgram.any(seed, steps, lag);
    boolean[] used = new boolean[program.size()];
    Arrays.stream(program.outputs()).forEach(output -> used[output] = true);
    for (int i = 0; i < program.size(); i++) {
      for (int k = 0; k < program.op(i).arity(); k++) {
        used[program.operand(i, k)] = true;
        if (program.op(i) != Op.PREVIOUS || k == 1) {
          assertThat(program.operand(i, k)).isLessThan(i);
        }
      }
    }
    assertThat(used).doesNotContain(false);
  }

  private void drawInputs(long seed) {
    SplittableRandom random = new SplittableRandom(~seed);
    for (double[] row : covariates) {
      Arrays.setAll(row, k -> random.nextDouble(-2, 2));
    }
    Arrays.setAll(effects, j -> random.nextDouble(-1.5, 1.5));
  }

  private double[] evaluate(Interpreter interpreter, int row) {
    double[] beta = Arrays.copyOf(effects, FIXED_EFFECTS);
    double[] b = Arrays.copyOfRange(effects, FIXED_EFFECTS, PARAMETERS);
    return interpreter.evaluate(Interpreter.Row.ofMean(covariates[row], beta, b));
  }

  /**
   * Derivatives of all outputs in one effect, row by row; one more entry a row holds the scale of
   * the values on the way.
   */
  private double[][] complexStep(Program program, int effect) {
    Complex[] at = new Complex[PARAMETERS];
    Arrays.setAll(at, j -> new Complex(effects[j], j == effect ? H : 0));
    Complex[] beta = Arrays.copyOf(at, FIXED_EFFECTS);
    Complex[] b = Arrays.copyOfRange(at, FIXED_EFFECTS, PARAMETERS);
    ComplexInterpreter interpreter = new ComplexInterpreter(program);
    double[][] result = new double[ROWS][];
    for (int row = 0; row < ROWS; row++) {
      Complex[] out = interpreter.evaluate(covariates[row], beta, b);
      result[row] = Arrays.copyOf(imaginary(out), out.length + 1);
      result[row][out.length] = interpreter.scale();
      Assume.that(interpreter.scale() < 1e5);
    }
    return result;
  }

  private static double[] imaginary(Complex[] values) {
    return Arrays.stream(values).mapToDouble(value -> value.im() / H).toArray();
  }

  private static Offset<Double> near(double expected, double[] exact) {
    return within(TOLERANCE * Math.max(Math.abs(expected), exact[exact.length - 1]));
  }

  private static int column(MeanDerivatives d, int parameter) {
    return parameter < FIXED_EFFECTS
        ? d.fixedColumn()[parameter]
        : d.randomColumn()[parameter - FIXED_EFFECTS];
  }

  private static double second(MeanDerivatives d, double[] out, int c1, int c2) {
    for (int s = 0; s < d.secondRow().length; s++) {
      if (d.secondRow()[s] == Math.max(c1, c2) && d.secondColumn()[s] == Math.min(c1, c2)) {
        return out[1 + d.columns() + s];
      }
    }
    return 0;
  }
}
