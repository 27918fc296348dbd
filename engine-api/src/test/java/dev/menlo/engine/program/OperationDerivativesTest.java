package dev.menlo.engine.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** First and second derivatives of each operation against extrapolated central differences. */
class OperationDerivativesTest {
  private static final double[] NONE = {};

  /** Richardson's extrapolation of central differences: error of order h^6. */
  private static double difference(DoubleUnaryOperator f, double x) {
    double h = 2e-2 * Math.min(1, Math.abs(x));
    double d1 = central(f, x, h);
    double d2 = central(f, x, h / 2);
    double d4 = central(f, x, h / 4);
    double d8 = central(f, x, h / 8);
    double e1 = (4 * d2 - d1) / 3;
    double e2 = (4 * d4 - d2) / 3;
    double e4 = (4 * d8 - d4) / 3;
    double r1 = (16 * e2 - e1) / 15;
    double r2 = (16 * e4 - e2) / 15;
    return (64 * r2 - r1) / 63;
  }

  private static double central(DoubleUnaryOperator f, double x, double h) {
    return (f.applyAsDouble(x + h) - f.applyAsDouble(x - h)) / (2 * h);
  }

  private static double[] at(MeanDerivatives d, double... beta) {
    return new Interpreter(d.program()).evaluate(Interpreter.Row.ofMean(NONE, beta, NONE));
  }

  private static double second(MeanDerivatives d, double[] out, int j, int k) {
    int row = Math.max(d.fixedColumn()[j], d.fixedColumn()[k]);
    int column = Math.min(d.fixedColumn()[j], d.fixedColumn()[k]);
    for (int s = 0; s < d.secondRow().length; s++) {
      if (d.secondRow()[s] == row && d.secondColumn()[s] == column) {
        return out[1 + d.columns() + s];
      }
    }
    return 0;
  }

  private static double first(MeanDerivatives d, double[] out, int j) {
    return d.fixedColumn()[j] < 0 ? 0 : out[1 + d.fixedColumn()[j]];
  }

  private static void requireDerivatives(Program mean, double... beta) {
    MeanDerivatives d = Derivatives.of(mean, beta.length, 0, 2);
    double[] out = at(d, beta);
    for (int j = 0; j < beta.length; j++) {
      double expected = difference(along(d, beta, j, o -> o[0]), beta[j]);
      assertThat(first(d, out, j)).isCloseTo(expected, near(expected));
      for (int k = 0; k < beta.length; k++) {
        int column = k;
        double curved = difference(along(d, beta, j, o -> first(d, o, column)), beta[j]);
        assertThat(second(d, out, j, k)).isCloseTo(curved, near(curved));
      }
    }
  }

  private static Offset<Double> near(double expected) {
    return within(1e-8 * Math.max(1, Math.abs(expected)));
  }

  private interface Pick {
    double of(double[] outputs);
  }

  private static DoubleUnaryOperator along(MeanDerivatives d, double[] beta, int j, Pick pick) {
    return value -> {
      double[] moved = beta.clone();
      moved[j] = value;
      return pick.of(at(d, moved));
    };
  }

  @ParameterizedTest
  @CsvSource({
    "NEG, .3",
    "ABS, -.4",
    "SQRT, 2",
    "EXP, .5",
    "EXPM1, -.7",
    "LOG, 1.7",
    "LOG10, 3",
    "LOG1P, .4",
    "SIN, 1",
    "COS, 1",
    "TAN, .6",
    "ASIN, .3",
    "ACOS, -.4",
    "ATAN, 1.5",
    "SINH, .8",
    "COSH, -.6",
    "TANH, .9",
    "ASINH, -1.2",
    "ACOSH, 1.8",
    "ATANH, .4",
    "FLOOR, 1.4",
    "CEIL, 1.4",
    "ROUND, 1.4",
    "SIGN, -2",
    "LNGAMMA, 2.6",
    "LNGAMMA, -.4",
    "DIGAMMA, 1.3",
    "TRIGAMMA, 2.2",
    "NORMAL, -1.1",
    "INVNORMAL, .2",
    "INVLOGIT, 1.4",
    "INVLOGIT, -3"
  })
  void functionsOfOneOperand(Op op, double x) {
    ProgramBuilder f = new ProgramBuilder();
    requireDerivatives(f.build(f.apply(op, f.fixedEffect(0))), x);
  }

  @ParameterizedTest
  @CsvSource({
    "ADD, 1, 2", "SUB, 1, 2", "MUL, 1.5, -2", "DIV, 3, -1.5", "POW, 1.7, 2.3", "POW, .6, -1.1",
    "MIN, 1, 2", "MIN, 2, 1", "MAX, 1, 2", "MAX, 2, 1", "MOD, 7.3, 2.1", "MOD, -7.3, 2.1",
    "ATAN2, 1, 2", "ATAN2, -1, -2", "LT, 1, 2", "LE, 1, 2", "EQ, 1, 2"
  })
  void functionsOfTwoOperands(Op op, double x, double y) {
    ProgramBuilder f = new ProgramBuilder();
    requireDerivatives(f.build(f.apply(op, f.fixedEffect(0), f.fixedEffect(1))), x, y);
  }

  @ParameterizedTest
  @CsvSource({"1.4, .7, 0", "-1.4, 1.2, 0", "2.5, -.6, 1", "-.3, .8, 1"})
  void powersTimesLogarithms(double x, double y, int order) {
    ProgramBuilder f = new ProgramBuilder();
    requireDerivatives(f.build(f.powlog(f.fixedEffect(0), f.fixedEffect(1), order)), x, y);
  }

  @Test
  void derivativesAreFiniteWhereTheFunctionsAre() {
    ProgramBuilder f = new ProgramBuilder();
    int a = f.fixedEffect(0);
    int b = f.fixedEffect(1);
    MeanDerivatives power = Derivatives.of(f.build(f.apply(Op.POW, a, b)), 2, 0, 1);
    assertThat(at(power, 0, 2)).containsExactly(0, 0, 0);
    assertThat(at(power, 0, 1)).containsExactly(0, 1, 0);
    assertThat(first(power, at(power, 0, 0), 0)).isZero();
    MeanDerivatives abs = Derivatives.of(f.build(f.apply(Op.ABS, a)), 1, 0, 2);
    assertThat(at(abs, 0)).containsExactly(0, 0);
    int root = f.apply(Op.SQRT, a);
    MeanDerivatives bounded =
        Derivatives.of(f.build(f.apply(Op.MAX, f.constant(.1), root)), 1, 0, 2);
    assertThat(at(bounded, 0)).containsExactly(.1, 0, 0);
    MeanDerivatives choice =
        Derivatives.of(
            f.build(f.apply(Op.SELECT, f.apply(Op.LT, a, f.constant(1)), a, root)), 1, 0, 2);
    assertThat(at(choice, 0)).containsExactly(0, 1, 0);
  }
}
