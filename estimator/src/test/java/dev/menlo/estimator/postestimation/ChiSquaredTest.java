package dev.menlo.estimator.postestimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Tails against closed forms and tables. */
class ChiSquaredTest {
  @Test
  void tailsAreThoseOfTables() {
    assertThat(ChiSquared.upperTail(3.841458820694124, 1)).isCloseTo(0.05, within(1e-12));
    assertThat(ChiSquared.upperTail(6, 2)).isCloseTo(Math.exp(-3), within(1e-14));
    assertThat(ChiSquared.upperTail(8, 4)).isCloseTo(5 * Math.exp(-4), within(1e-14));
    assertThat(ChiSquared.upperTail(-1e-9, 3)).isEqualTo(1);
    assertThat(ChiSquared.quantile1(95)).isCloseTo(3.841458820694124, within(1e-9));
  }

  /** 2.705543 is the 5 % point of half chi2(0) and half chi2(1) (Self and Liang 1987, case 5). */
  @Test
  void mixturesHalveTheTail() {
    assertThat(ChiSquared.mixedTail(2.705543454095404, 1)).isCloseTo(0.05, within(1e-12));
    assertThat(ChiSquared.mixedTail(5.138, 2)).isCloseTo(0.05, within(1e-4));
    assertThat(ChiSquared.mixedTail(0, 1)).isEqualTo(1);
  }
}
