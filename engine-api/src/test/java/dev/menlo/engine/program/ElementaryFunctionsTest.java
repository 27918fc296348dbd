package dev.menlo.engine.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElementaryFunctionsTest {
  private static final MathContext DIGITS = new MathContext(60);
  private static final BigDecimal LN2 =
      new BigDecimal("0.69314718055994530941723212145817656807550013436025525412068");

  private static final int SAMPLES = 1500;

  private final SplittableRandom random = new SplittableRandom(20261123);

  /** Distance of a double from the exact value, in units in the last place. */
  private static double ulps(double value, BigDecimal exact) {
    BigDecimal ulp = new BigDecimal(Math.ulp(exact.doubleValue()));
    return new BigDecimal(value).subtract(exact).abs().divide(ulp, DIGITS).doubleValue();
  }

  /** e^x as (e^(x/65536))^65536. */
  private static BigDecimal exp(BigDecimal x) {
    BigDecimal z = x.divide(BigDecimal.valueOf(65536), DIGITS);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ONE;
    for (int n = 1; n < 30; n++) {
      term = term.multiply(z, DIGITS).divide(BigDecimal.valueOf(n), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    for (int i = 0; i < 16; i++) {
      sum = sum.multiply(sum, DIGITS);
    }
    return sum;
  }

  private static BigDecimal log(double x) {
    int offset = x < Double.MIN_NORMAL ? 54 : 0;
    double normal = Math.scalb(x, offset);
    int k = Math.getExponent(normal);
    BigDecimal m = new BigDecimal(Math.scalb(normal, -k));
    k -= offset;
    if (m.doubleValue() > 1.4) {
      m = m.divide(BigDecimal.valueOf(2), DIGITS);
      k++;
    }
    BigDecimal s = m.subtract(BigDecimal.ONE).divide(m.add(BigDecimal.ONE), DIGITS);
    BigDecimal power = s.add(s);
    BigDecimal sum = BigDecimal.ZERO;
    for (int n = 1; n < 70; n += 2) {
      sum = sum.add(power.divide(BigDecimal.valueOf(n), DIGITS));
      power = power.multiply(s, DIGITS).multiply(s, DIGITS);
    }
    return sum.add(LN2.multiply(BigDecimal.valueOf(k)));
  }

  @Test
  void theExponentialIsWithinAnUlp() {
    double worst = 0;
    for (int i = 0; i < SAMPLES; i++) {
      double x = i % 2 == 0 ? random.nextDouble(-1.5, 1.5) : random.nextDouble(-708, 709.7);
      worst = Math.max(worst, ulps(ElementaryFunctions.exp(x), exp(new BigDecimal(x))));
    }
    assertThat(worst).isLessThan(.85);
  }

  @Test
  void theExponentialIsRightAtTheEdges() {
    DoubleUnaryOperator exp = ElementaryFunctions::exp;
    assertThat(exp.applyAsDouble(0)).isEqualTo(1);
    assertThat(exp.applyAsDouble(-0.0)).isEqualTo(1);
    assertThat(exp.applyAsDouble(1e-300)).isEqualTo(1);
    assertThat(exp.applyAsDouble(709.782712893384)).isEqualTo(StrictMath.exp(709.782712893384));
    assertThat(exp.applyAsDouble(709.79)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(exp.applyAsDouble(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(exp.applyAsDouble(-745.2)).isZero();
    assertThat(exp.applyAsDouble(-745.13)).isEqualTo(Double.MIN_VALUE);
    assertThat(exp.applyAsDouble(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(exp.applyAsDouble(Double.NaN)).isNaN();
    for (double x = -745; x < -708; x += .37) {
      assertThat(exp.applyAsDouble(x)).isCloseTo(StrictMath.exp(x), within(Double.MIN_VALUE));
    }
  }

  @Test
  void theLogarithmIsWithinAnUlp() {
    double worst = 0;
    for (int i = 0; i < SAMPLES; i++) {
      double x =
          switch (i % 3) {
            case 0 -> random.nextDouble(.4, 2.5);
            case 1 -> 1 + random.nextDouble(-1, 1) * Math.scalb(1.0, -random.nextInt(50));
            default -> Math.scalb(random.nextDouble(1, 2), random.nextInt(-1070, 1023));
          };
      if (x != 1) {
        worst = Math.max(worst, ulps(ElementaryFunctions.log(x), log(x)));
      }
    }
    assertThat(worst).isLessThan(1);
  }

  @Test
  void theLogarithmIsRightAtTheEdges() {
    assertThat(ElementaryFunctions.log(1)).isZero();
    assertThat(ElementaryFunctions.log(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(ElementaryFunctions.log(-0.0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(ElementaryFunctions.log(-1)).isNaN();
    assertThat(ElementaryFunctions.log(Double.NEGATIVE_INFINITY)).isNaN();
    assertThat(ElementaryFunctions.log(Double.NaN)).isNaN();
    assertThat(ElementaryFunctions.log(Double.POSITIVE_INFINITY))
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(ElementaryFunctions.log(Double.MIN_VALUE))
        .isEqualTo(StrictMath.log(Double.MIN_VALUE));
  }

  @Test
  void powersAreWithinAnUlp() {
    double worst = 0;
    for (int i = 0; i < SAMPLES; i++) {
      double x =
          i % 3 == 0
              ? 1 + random.nextDouble(-1, 1) * Math.scalb(.29, -random.nextInt(30))
              : Math.scalb(random.nextDouble(1, 2), random.nextInt(-i % 900 - 1, 900));
      double bound = 700 / Math.max(Math.abs(StrictMath.log(x)), 1e-9);
      double y = random.nextDouble(-1, 1) * (i % 2 == 0 ? bound : Math.min(bound, 3));
      BigDecimal exact = exp(log(x).multiply(new BigDecimal(y)));
      worst = Math.max(worst, ulps(ElementaryFunctions.pow(x, y), exact));
    }
    assertThat(worst).isLessThan(.9);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.0, 1, -1, 2, -8, .5, 3, 1e300, 1e-300, 1e-310, -2.5})
  void powersAreRightAtTheEdges(double x) {
    double[] exponents = {
      0,
      1,
      -1,
      2,
      3,
      .5,
      -.5,
      1e80,
      -1e80,
      1e-80,
      1000,
      -1000,
      1 / 3.0,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.NaN
    };
    for (double y : exponents) {
      double expected = StrictMath.pow(x, y);
      assertThat(ElementaryFunctions.pow(x, y))
          .isCloseTo(expected, within(Double.isFinite(expected) ? Math.ulp(expected) : 0));
    }
  }

  @Test
  void invlogitKeepsRelativeAccuracyInTheLowerTail() {
    for (double x = -700; x < 40; x += 1.7) {
      double exact = x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x));
      assertThat(ElementaryFunctions.invlogit(x)).isCloseTo(exact, within(4e-16 * exact));
    }
    assertThat(ElementaryFunctions.invlogit(-2000)).isZero();
    assertThat(ElementaryFunctions.invlogit(2000)).isEqualTo(1);
    assertThat(ElementaryFunctions.invlogit(Double.NaN)).isNaN();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-20, 1e-9, .01, .3, .9, 1, 1.5, 4, 1e5, 1e200})
  void inverseHyperbolicFunctionsInvert(double x) {
    assertThat(ElementaryFunctions.asinh(x)).isEqualTo(-ElementaryFunctions.asinh(-x));
    if (x < 400) {
      assertThat(ElementaryFunctions.asinh(StrictMath.sinh(x))).isCloseTo(x, relative(x));
      assertThat(ElementaryFunctions.acosh(StrictMath.cosh(1 + x)))
          .isCloseTo(1 + x, relative(1 + x));
    }
    assertThat(ElementaryFunctions.atanh(StrictMath.tanh(Math.min(x, 1))))
        .isCloseTo(Math.min(x, 1), relative(Math.min(x, 1)));
  }

  @Test
  void roundingGoesAwayFromZeroAndModTakesTheSignOfTheDivisor() {
    assertThat(ElementaryFunctions.round(.5)).isEqualTo(1);
    assertThat(ElementaryFunctions.round(-2.5)).isEqualTo(-3);
    assertThat(ElementaryFunctions.round(0.49999999999999994)).isZero();
    assertThat(ElementaryFunctions.round(4503599627370497.0)).isEqualTo(4503599627370497.0);
    assertThat(ElementaryFunctions.mod(-1, 3)).isEqualTo(2);
    assertThat(ElementaryFunctions.mod(1, -3)).isEqualTo(-2);
  }

  @Test
  void powlogHasItsLimitAtZero() {
    assertThat(ElementaryFunctions.powlog(0, .1, 2)).isZero();
    assertThat(ElementaryFunctions.powlog(0, 0, 0)).isEqualTo(1);
    assertThat(ElementaryFunctions.powlog(-4, .5, 0)).isEqualTo(2);
    double log = StrictMath.log(4);
    assertThat(ElementaryFunctions.powlog(-4, .5, 2)).isCloseTo(2 * log * log, within(1e-15));
  }

  /** Cold calls run in the interpreter, later ones in code compiled at rising levels. */
  @Test
  void compiledAndInterpretedCodeGiveTheSameBits() {
    double[] x = random.doubles(200, -3, 3).toArray();
    double[] cold = everyFunction(x);
    for (int round = 0; round < 40; round++) {
      assertThat(everyFunction(x)).isEqualTo(cold);
    }
  }

  private static double[] everyFunction(double[] x) {
    List<Op> unary =
        Arrays.stream(Op.values()).filter(op -> op.arity() == 1 && op != Op.POLYGAMMA).toList();
    double[] values = new double[x.length * (unary.size() + 1)];
    int at = 0;
    for (double a : x) {
      for (Op op : unary) {
        values[at++] = Arithmetic.apply(op, 0, a, 0, 0);
      }
      values[at++] = ElementaryFunctions.pow(Math.abs(a), 1.7);
    }
    return values;
  }

  private static Offset<Double> relative(double value) {
    return within(1e-14 * Math.abs(value));
  }
}
