package dev.menlo.engine.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecialFunctionsTest {
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

  private static Offset<Double> relative(double value) {
    return within(1e-14 * Math.abs(value));
  }

  private static Offset<Double> nearZeros(double value) {
    return within(1e-14 * Math.max(1, Math.abs(value)));
  }
}
