package dev.menlo.engine.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElementaryFunctionsTest {
  private static final MathContext DIGITS = new MathContext(60);
  private static final BigDecimal LN2 =
      new BigDecimal("0.69314718055994530941723212145817656807550013436025525412068");

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
    for (int i = 0; i < 6000; i++) {
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
    for (int i = 0; i < 6000; i++) {
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
    for (int i = 0; i < 6000; i++) {
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

  /** x, lngamma, digamma and its first three derivatives, from 50-digit arithmetic (mpmath). */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          1e-5,11.512919692895826,-100000.57719921567,10000000001.644909,-2000000000000002.0,5.999999999999999e+20
          0.1,2.252712651734206,-10.423754940411076,101.43329915079275,-2001.8614573783436,60004.51287679026
          0.4999,0.5725613186041184,-1.9640035904016993,4.936485567383169,-16.838541411991205,97.48627692992547
          0.75,0.20328095143129538,-1.0858608797864722,2.5418796476716063,-5.3026332163376395,19.7633125348506
          1,0.0,-0.5772156649015329,1.6449340668482264,-2.4041138063191885,6.493939402266829
          1.4616321449683622,-0.12148629053584961,-9.241265521729427e-17,0.9676722454476212,-0.8855263379671844,1.5509985657339065
          1.999,-0.0004224618006921073,0.4221391988923556,0.6453384277720445,-0.40460818920162894,0.4948267099767592
          2,0.0,0.42278433509846713,0.6449340668482264,-0.4041138063191886,0.49393940226682914
          3.5,1.2009736023470743,1.103156640645243,0.3303577561002349,-0.1082040516417274,0.07030584881725205
          7,6.579251212010101,1.8727843350984672,0.15354517795933756,-0.023530472985855238,0.007198198563125445
          15.9,27.625493215168692,2.734543070175774,0.06491228159906011,-0.004212128690139697,0.0005464552667637659
          16.1,28.173694494813546,2.747442005514623,0.06408064504241856,-0.0041049275419100546,0.0005257341521283451
          40,106.63176026064346,3.676327374034843,0.02531510384129103,-0.0006408202718352986,3.24414001515635e-05
          1000,5905.220423209181,6.907255195648812,0.0010005001666666333,-1.0010004999998333e-06,2.003001999999e-09
          1e8,1742068066.1038346,18.420680738952367,1.000000005e-08,-1.00000001e-16,2.0000000300000002e-24
          -0.5,1.2655121234846454,0.03648997397857652,8.934802200544679,-0.82879664423432,193.40909103400244
          -2.3,0.36956666345500805,3.3173231575618227,14.725912160961292,68.71379252927031,768.9350646661422
          -15.01,-23.321350056313804,102.70875721216548,10003.22606539973,1999999.865927982,600000012.9996073
          """)
  void gammaFunctionsMatchFiftyDigitArithmetic(
      double x, double lngamma, double digamma, double trigamma, double second, double third) {
    assertThat(ElementaryFunctions.lngamma(x)).isCloseTo(lngamma, nearZeros(lngamma));
    assertThat(ElementaryFunctions.digamma(x)).isCloseTo(digamma, nearZeros(digamma));
    assertThat(ElementaryFunctions.trigamma(x)).isCloseTo(trigamma, relative(trigamma));
    assertThat(ElementaryFunctions.polygamma(x, 1)).isEqualTo(ElementaryFunctions.trigamma(x));
    assertThat(ElementaryFunctions.polygamma(x, 2)).isCloseTo(second, relative(second));
    assertThat(ElementaryFunctions.polygamma(x, 3)).isCloseTo(third, relative(third));
  }

  @Test
  void gammaFunctionsAreRightAtTheirPoles() {
    assertThat(ElementaryFunctions.lngamma(0)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(ElementaryFunctions.lngamma(-3)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(ElementaryFunctions.lngamma(Double.POSITIVE_INFINITY))
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(ElementaryFunctions.lngamma(1e304))
        .isCloseTo(6.989858682701898e+306, relative(6.989858682701898e+306));
    assertThat(ElementaryFunctions.digamma(-2)).isNaN();
    assertThat(ElementaryFunctions.digamma(Double.POSITIVE_INFINITY))
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(ElementaryFunctions.trigamma(-2)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(ElementaryFunctions.trigamma(Double.POSITIVE_INFINITY)).isZero();
    assertThat(ElementaryFunctions.trigamma(Double.NaN)).isNaN();
  }

  /** x and the normal distribution function, from 50-digit arithmetic (mpmath). */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          -37,5.725571222524577e-300
          -20,2.7536241186062337e-89
          -8.5,9.479534822203318e-18
          -5.1,1.6982674071476014e-07
          -3,0.0013498980316300946
          -1,0.15865525393145705
          -.1,0.460172162722971
          0,0.5
          .3,0.6179114221889527
          1.7,0.955434537241457
          2,0.9772498680518208
          6,0.9999999990134123
          """)
  void theNormalDistributionAndItsInverseMatchFiftyDigitArithmetic(double x, double p) {
    assertThat(ElementaryFunctions.normal(x)).isCloseTo(p, relative(p));
    // In the upper tail 1 - p is rounded, and the inverse moves by that rounding over the density.
    double density = Math.exp(-.5 * x * x) / Math.sqrt(2 * Math.PI);
    double rounding = Math.ulp(p) / Math.max(density, Double.MIN_NORMAL);
    assertThat(ElementaryFunctions.invnormal(p))
        .isCloseTo(x, within(1e-14 * Math.max(1, Math.abs(x)) + rounding));
  }

  @Test
  void theNormalDistributionIsRightAtTheEdges() {
    assertThat(ElementaryFunctions.normal(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(ElementaryFunctions.normal(Double.POSITIVE_INFINITY)).isEqualTo(1);
    assertThat(ElementaryFunctions.normal(Double.NaN)).isNaN();
    assertThat(ElementaryFunctions.invnormal(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(ElementaryFunctions.invnormal(1)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(ElementaryFunctions.invnormal(.5)).isZero();
    assertThat(ElementaryFunctions.invnormal(-.1)).isNaN();
    assertThat(ElementaryFunctions.invnormal(1.1)).isNaN();
    assertThat(ElementaryFunctions.invnormal(Double.NaN)).isNaN();
    assertThat(ElementaryFunctions.invnormal(1e-300)).isCloseTo(-37.0470962993612, within(1e-13));
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

  private static Offset<Double> relative(double value) {
    return within(1e-14 * Math.abs(value));
  }

  private static Offset<Double> nearZeros(double value) {
    return within(1e-14 * Math.max(1, Math.abs(value)));
  }
}
