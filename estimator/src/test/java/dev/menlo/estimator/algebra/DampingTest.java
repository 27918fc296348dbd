package dev.menlo.estimator.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DampingTest {
  @Test
  void followsTheRatio() {
    assertThat(Damping.after(1, 0.9)).isEqualTo(0.1);
    assertThat(Damping.after(1, 0.5)).isEqualTo(1);
    assertThat(Damping.after(1, 0.1)).isEqualTo(10);
    assertThat(Damping.after(0, 0.1)).isEqualTo(0.01);
    assertThat(Damping.after(1e-4, 0.9)).isZero();
    assertThat(Damping.afterRefusal(0)).isEqualTo(0.01);
    assertThat(Damping.after(1, Double.NaN)).isEqualTo(10);
  }

  /** From 10 to 6 where 2 was promised: half. */
  @Test
  void isActualOverPromised() {
    assertThat(Damping.ratio(10, 6, 2)).isCloseTo(0.5, within(1e-15));
    assertThat(Damping.ratio(10, 12, 2)).isNegative();
    assertThat(Damping.ratio(10, Double.NaN, 2)).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void doesNotHoldRoundingAgainstAStep() {
    assertThat(Damping.ratio(10, 10 + 1e-10, 10 - 1e-12)).isEqualTo(1);
    assertThat(Damping.ratio(10, 10 + 1e-8, 10 - 1e-12)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Damping.ratio(10, 10, 11)).isEqualTo(1);
  }
}
