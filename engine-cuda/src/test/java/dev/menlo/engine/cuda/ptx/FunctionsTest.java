package dev.menlo.engine.cuda.ptx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.engine.program.Interpreter;
import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;
import dev.menlo.engine.program.ProgramBuilder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation, lowered and run, against the interpreter of programs on the CPU: the same bits
 * where the CPU writes the function out, within 2 ulp where it asks StrictMath (whose own error is
 * most of that), 1e-14 for the functions made of those.
 */
class FunctionsTest {
  /** What the CPU takes from StrictMath. */
  private static final Set<Op> ROUNDED_ONCE =
      EnumSet.of(
          Op.EXPM1, Op.LOG10, Op.LOG1P, Op.SIN, Op.COS, Op.TAN, Op.ASIN, Op.ACOS, Op.ATAN, Op.SINH,
          Op.COSH, Op.TANH, Op.ASINH, Op.ACOSH, Op.ATANH, Op.ATAN2);

  /** What is made of sines: 1e-14, absolute near zeros. */
  private static final Set<Op> COMPOSED = EnumSet.of(Op.LNGAMMA, Op.DIGAMMA);

  private static final double[] EDGES = {
    0,
    -0.0,
    1,
    -1,
    .5,
    -.5,
    2,
    -2,
    1.5,
    -1.5,
    2.5,
    -2.5,
    3,
    -3,
    .25,
    .75,
    1e-300,
    -1e-300,
    1e300,
    -1e300,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MIN_NORMAL,
    -Double.MIN_NORMAL,
    1e-310,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN,
    709.78,
    709.79,
    710.4,
    710.5,
    -708.3,
    -745.1,
    -745.2,
    -746,
    22,
    40,
    0x1p20,
    0x1p52,
    0x1p53,
    0x1p53 + 2,
    -0x1p53,
    0x1p-27,
    0x1p-28,
    0x1p-54,
    -0x1p-54,
    Math.PI,
    Math.PI / 2,
    Math.PI / 4,
    .785,
    .786,
    1e15,
    1e22,
    6381956970095103.0 * 0x1p797,
    1 - 0x1p-53,
    1 + 0x1p-52,
    -1 + 0x1p-53,
    16,
    15.999,
    170.5,
    -20.3,
    -170.5,
    1e-8,
    -1e-8,
    4503599627370495.5,
    .49999999999999994
  };

  @ParameterizedTest
  @EnumSource
  void everyOperationOnEdges(Op op) {
    if (op.arity() == 0 || op == Op.PREVIOUS) {
      return;
    }
    List<double[]> points = new ArrayList<>();
    for (double a : EDGES) {
      if (op.arity() == 1) {
        points.add(new double[] {a, 0, 0});
        continue;
      }
      for (double b : EDGES) {
        points.add(new double[] {a, b, 2.5});
      }
    }
    compare(op, 1, points);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void everyFunctionOnManyPoints(Op op) {
    SplittableRandom random = new SplittableRandom(op.ordinal());
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < 3200; i++) {
      points.add(new double[] {point(op, random), point(op, random), 0});
    }
    compare(op, 2, points);
  }

  static Stream<Op> functions() {
    return Stream.of(Op.values())
        .filter(op -> op.arity() > 0 && op.arity() < 3 && op != Op.PREVIOUS)
        .filter(op -> Operands.instruction(op) == null);
  }

  /** A point where the function does something, of any magnitude now and then. */
  private static double point(Op op, SplittableRandom random) {
    double sign = random.nextBoolean() ? 1 : -1;
    double u = random.nextDouble();
    if (random.nextInt(8) == 0) {
      return sign * Math.scalb(1 + u, random.nextInt(-1074, 1023));
    }
    return switch (op) {
      case ASIN, ACOS, ATANH -> sign * u;
      case INVNORMAL -> random.nextBoolean() ? u : Math.pow(u, 40);
      case LOG, LOG10, POW, POWLOG -> Math.exp(sign * 8 * u);
      case LOG1P, ACOSH -> random.nextBoolean() ? sign * u : 1 + 50 * u;
      case EXP, EXPM1, SINH, COSH -> sign * (random.nextBoolean() ? u : 700 * u);
      case SIN, COS, TAN -> sign * (random.nextBoolean() ? 4 * u : 1e7 * u);
      case NORMAL -> sign * 39 * u;
      case POLYGAMMA, TRIGAMMA -> random.nextInt(4) == 0 ? -50 * u : 60 * u;
      default -> sign * 20 * u;
    };
  }

  @Test
  void theLibraryHoldsWhatOperationsCall() {
    assertThat(functions().filter(op -> !isSpelledOut(op)).map(Operands::function).distinct())
        .containsExactlyInAnyOrderElementsOf(FunctionLibrary.ofThisBuild().names());
  }

  private static boolean isSpelledOut(Op op) {
    return EnumSet.of(Op.MIN, Op.MAX, Op.LT, Op.LE, Op.EQ).contains(op);
  }

  private static void compare(Op op, int index, List<double[]> points) {
    Program program = program(op, index);
    int rows = (points.size() + ProgramKernel.LANES - 1) / ProgramKernel.LANES;
    double[][][] x = new double[rows][3][ProgramKernel.LANES];
    for (int i = 0; i < rows * ProgramKernel.LANES; i++) {
      for (int c = 0; c < 3; c++) {
        x[i / ProgramKernel.LANES][c][i % ProgramKernel.LANES] =
            points.get(Math.min(i, points.size() - 1))[c];
      }
    }
    double[] none = {};
    double[][] noEffects = {};
    double[][][] y =
        new ProgramKernel(program).run(new ProgramKernel.Input(x, x, none, noEffects, none, 0));
    Interpreter interpreter = new Interpreter(program);
    for (int i = 0; i < points.size(); i++) {
      double expected = interpreter.evaluate(Interpreter.Row.ofMean(points.get(i), none, none))[0];
      double actual = y[i / ProgramKernel.LANES][0][i % ProgramKernel.LANES];
      assertThat(agree(op, points.get(i)[0], actual, expected))
          .as(
              "%s %s: %s, expected %s",
              op, java.util.Arrays.toString(points.get(i)), actual, expected)
          .isTrue();
    }
  }

  /** The operation on covariates 0, 1, 2, kept from being folded or simplified. */
  private static Program program(Op op, int index) {
    ProgramBuilder b = new ProgramBuilder();
    int a = b.covariate(0);
    int second = op.arity() > 1 ? b.covariate(1) : -1;
    int node =
        switch (op) {
          case POWLOG -> b.powlog(a, second, index);
          case POLYGAMMA -> b.polygamma(a, index + 1);
          case SELECT -> b.apply(op, a, second, b.covariate(2));
          default -> op.arity() == 1 ? b.apply(op, a) : b.apply(op, a, second);
        };
    return b.build(node);
  }

  private static boolean agree(Op op, double base, double actual, double expected) {
    if (Double.doubleToLongBits(actual) == Double.doubleToLongBits(expected)) {
      return true;
    }
    double error = Math.abs(actual - expected);
    if (ROUNDED_ONCE.contains(op)) {
      return error <= 2 * Math.ulp(expected);
    }
    if (op == Op.POW && !(base >= Double.MIN_NORMAL)) {
      return error <= Math.ulp(expected);
    }
    return COMPOSED.contains(op) && error <= 1e-14 * Math.max(1, Math.abs(expected));
  }
}
