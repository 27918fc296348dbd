package dev.menlo.estimator.postestimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.estimator.postestimation.ConstrainedTrustRegion.Minimum;
import org.junit.jupiter.api.Test;

/** Minima that are known in closed form. */
class ConstrainedTrustRegionTest {
  private static final boolean[] FREE = {true, true};

  private static Minimum minimum(Jet.Function f, Jet.Function c, double... start) {
    return new ConstrainedTrustRegion(f, c, FREE).from(start);
  }

  /** 100 (y - x^2)^2 + (1 - x)^2. */
  private static Jet valley(double[] at) {
    double x = at[0];
    double r = at[1] - x * x;
    return new Jet(
        100 * r * r + (1 - x) * (1 - x),
        new double[] {-400 * r * x - 2 * (1 - x), 200 * r},
        new double[] {-400 * r + 800 * x * x + 2, -400 * x, -400 * x, 200});
  }

  /** x^2 + y^2 - square. */
  private static Jet circle(double[] at, double square) {
    return new Jet(
        at[0] * at[0] + at[1] * at[1] - square,
        new double[] {2 * at[0], 2 * at[1]},
        new double[] {2, 0, 0, 2});
  }

  private static Jet linear(double value, double dx, double dy) {
    return new Jet(value, new double[] {dx, dy}, new double[4]);
  }

  @Test
  void followsACurvedValley() {
    Minimum found = minimum(ConstrainedTrustRegionTest::valley, null, -1.2, 1);
    assertThat(found.x()).containsExactly(new double[] {1, 1}, within(1e-5));
    assertThat(found.value()).isCloseTo(0, within(1e-10));
  }

  /** From off the circle, where the Hessian of the Lagrangian is indefinite; and halfway around. */
  @Test
  void followsACurvedConstraint() {
    Minimum found = minimum(ConstrainedTrustRegionTest::valley, at -> circle(at, 2), 1.5, -0.5);
    assertThat(found.value()).isCloseTo(0, within(1e-9));
    Minimum right = minimum(at -> linear(-at[0], -1, 0), at -> circle(at, 1), -0.6, 0.8);
    assertThat(right.x()).containsExactly(new double[] {1, 0}, within(1e-5));
    assertThat(right.value()).isCloseTo(-1, within(1e-9));
  }

  /** x^4 - x^2 + y^2 at its saddle, where the gradient is 0. */
  @Test
  void leavesASaddleWithoutSlope() {
    Minimum found =
        minimum(
            at ->
                new Jet(
                    Math.pow(at[0], 4) - at[0] * at[0] + at[1] * at[1],
                    new double[] {4 * Math.pow(at[0], 3) - 2 * at[0], 2 * at[1]},
                    new double[] {12 * at[0] * at[0] - 2, 0, 0, 2}),
            null,
            0,
            0);
    assertThat(Math.abs(found.x()[0])).isCloseTo(Math.sqrt(0.5), within(1e-5));
    assertThat(found.value()).isCloseTo(-0.25, within(1e-11));
  }

  /** As a standard deviation of 0 that belongs there: slope 0, curvature positive. */
  @Test
  void staysOnABoundaryThatIsAMinimum() {
    Minimum found =
        minimum(
            at ->
                new Jet(
                    at[0] * at[0] + (at[1] - 3) * (at[1] - 3),
                    new double[] {2 * at[0], 2 * (at[1] - 3)},
                    new double[] {2, 0, 0, 2}),
            null,
            0,
            0);
    assertThat(found.x()[0]).isZero();
    assertThat(found.x()[1]).isCloseTo(3, within(1e-6));
  }

  /** (x + 1)^2 + (y - x)^2, which exists for x > 0 only. */
  private static Jet halfPlane(double[] at) {
    double x = at[0];
    double y = at[1];
    return x <= 0
        ? null
        : new Jet(
            (x + 1) * (x + 1) + (y - x) * (y - x),
            new double[] {2 * (x + 1) - 2 * (y - x), 2 * (y - x)},
            new double[] {4, -2, -2, 2});
  }

  @Test
  void endsOnTheEdgeOfTheDomain() {
    Minimum free = minimum(ConstrainedTrustRegionTest::halfPlane, null, 2, 5);
    assertThat(free.value()).isCloseTo(1, within(1e-6));
    assertThat(free.x()[0]).isBetween(0.0, 1e-7);
    Minimum along =
        minimum(ConstrainedTrustRegionTest::halfPlane, at -> linear(at[0] + at[1] + 1, 1, 1), 2, 5);
    assertThat(along.x()).containsExactly(new double[] {0, -1}, within(1e-7));
    assertThat(along.value()).isCloseTo(2, within(1e-6));
  }

  /** A start at the edge, from where y = 5 pulls x to 2. */
  @Test
  void comesBackFromTheEdge() {
    Minimum found =
        minimum(ConstrainedTrustRegionTest::halfPlane, at -> linear(at[1] - 5, 0, 1), 1e-9, 0);
    assertThat(found.x()).containsExactly(new double[] {2, 5}, within(1e-5));
    assertThat(found.value()).isCloseTo(18, within(1e-9));
  }

  @Test
  void saysWhereTheConstraintLiesOutside() {
    Minimum found =
        minimum(ConstrainedTrustRegionTest::halfPlane, at -> linear(at[0] + 1, 1, 0), 2, 5);
    assertThat(found.value()).isInfinite();
    assertThat(minimum(at -> null, null, 0, 0)).isNull();
  }
}
