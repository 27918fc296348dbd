package dev.menlo.estimator.lindstrombates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TrustRegionTest {
  private static final double[] ONES = {1, 1};
  private static final double[] BOWL = {4, 1, 1, 3};

  @Test
  void takesTheNewtonStepInsideTheRadius() {
    TrustRegion region = new TrustRegion(2);
    region.solve(new double[] {1, 2}, BOWL, ONES, 10);
    assertThat(region.newton).isTrue();
    assertThat(region.step).containsExactly(new double[] {-1 / 11.0, -7 / 11.0}, within(1e-14));
    assertThat(region.decrement).isCloseTo(15 / 11.0, within(1e-14));
    assertThat(region.predicted).isCloseTo(7.5 / 11, within(1e-14));
  }

  @Test
  void staysWithinTheRadius() {
    TrustRegion region = new TrustRegion(2);
    region.solve(new double[] {1, 2}, BOWL, ONES, 0.1);
    assertThat(region.newton).isFalse();
    assertThat(region.length).isBetween(0.09, 0.1 + 1e-9);
    assertThat(region.predicted).isPositive();
  }

  @Test
  void movesAwayFromASaddle() {
    TrustRegion region = new TrustRegion(2);
    region.solve(new double[] {0.1, 0.2}, new double[] {2, 0, 0, -2}, ONES, 1);
    assertThat(region.newton).isFalse();
    assertThat(region.step).containsExactly(new double[] {-0.05, -0.1}, within(1e-12));
  }

  @Test
  void radiusIsInScaledParameters() {
    TrustRegion region = new TrustRegion(2);
    double[] scale = {100, 0.01};
    region.solve(new double[] {1e-2, 1e2}, new double[] {1e-4, 0, 0, 1e4}, scale, 0.5);
    double scaled = Math.hypot(region.step[0] / 100, region.step[1] / 0.01);
    assertThat(scaled).isCloseTo(region.length, within(1e-12)).isLessThanOrEqualTo(0.5 + 1e-9);
    assertThat(region.step[0] / 100).isCloseTo(region.step[1] / 0.01, within(1e-12));
  }

  @Test
  void flatDirectionsAreFinite() {
    TrustRegion region = new TrustRegion(2);
    region.solve(new double[] {1, 0}, new double[] {1, 0, 0, 0}, ONES, 3);
    assertThat(region.step).containsExactly(new double[] {-1, 0}, within(1e-9));
  }
}
