package dev.menlo.estimator.lindstrombates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Mixing finds fixed points of maps that repeated application runs away from. */
class MixingTest {
  private static final double[] SCALE = {1, 10};

  /** With a = x - 1, b = y / 10 - 2: (1 - 5 a + b, 20 + 8 a - 40 b), fixed at (1, 20). */
  private static double[] map(double[] x) {
    double a = x[0] - 1;
    double b = x[1] / 10 - 2;
    return new double[] {1 - 5 * a + b, 20 + 10 * (0.8 * a - 4 * b)};
  }

  @Test
  void findsAFixedPointThatTheMapJumpsAcross() {
    Mixing mixing = new Mixing();
    double[] x = {1.3, 22};
    for (int round = 0; round < 25; round++) {
      x = mixing.next(x, map(x), SCALE);
    }
    assertThat(x[0]).isCloseTo(1, within(1e-9));
    assertThat(x[1]).isCloseTo(20, within(1e-8));
  }

  @Test
  void keepsItsStepsShort() {
    double[] x = {0, 0};
    double[] next = new Mixing().next(x, new double[] {1000, 0}, SCALE);
    assertThat(next[0]).isCloseTo(0.5, within(1e-12));
  }
}
