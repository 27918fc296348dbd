package dev.menlo.estimator.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedQuadraticTest {
  @Test
  void takesTheNewtonStepInsideTheRadius() {
    BoundedQuadratic q = new BoundedQuadratic(new double[] {1, 2}, new double[] {4, 1, 1, 3});
    assertThat(q.step(10)).containsExactly(new double[] {-1 / 11.0, -7 / 11.0}, within(1e-14));
    assertThat(q.decrease(10)).isCloseTo(7.5 / 11, within(1e-14));
  }

  /** The hard case: no slope at all at a saddle. */
  @Test
  void leavesASaddleWithoutSlope() {
    BoundedQuadratic q = new BoundedQuadratic(new double[2], new double[] {2, 0, 0, -4});
    assertThat(q.step(0.5)[0]).isZero();
    assertThat(Math.abs(q.step(0.5)[1])).isCloseTo(0.5, within(1e-14));
    assertThat(q.decrease(0.5)).isCloseTo(0.5, within(1e-14));
  }

  /** By hand: (H + mu I) s = -g with mu = 4, s_1 = -1/6, and the rest of the radius along e_2. */
  @Test
  void addsTheLowestDirectionWhereTheSlopeHasNoneOfIt() {
    BoundedQuadratic q = new BoundedQuadratic(new double[] {1, 0}, new double[] {2, 0, 0, -4});
    assertThat(q.step(1)[0]).isCloseTo(-1 / 6.0, within(1e-12));
    assertThat(Math.abs(q.step(1)[1])).isCloseTo(Math.sqrt(1 - 1 / 36.0), within(1e-12));
  }

  @Test
  void staysWhereNothingPulls() {
    BoundedQuadratic flat = new BoundedQuadratic(new double[] {1, 0}, new double[] {1, 0, 0, 0});
    assertThat(flat.step(3)).containsExactly(new double[] {-1, 0}, within(1e-14));
    assertThat(new BoundedQuadratic(new double[0], new double[0]).decrease(1)).isZero();
  }

  /** No random point of the ball is lower, whatever the signs of the eigenvalues. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void nothingInTheBallIsLower(int n) {
    Random random = new Random(n);
    for (int k = 0; k < 20; k++) {
      double[] g = random.doubles(n, -1, 1).toArray();
      double[] h = new double[n * n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
          h[i * n + j] = random.nextGaussian();
          h[j * n + i] = h[i * n + j];
        }
      }
      BoundedQuadratic q = new BoundedQuadratic(g, h);
      double[] s = q.step(0.7);
      assertThat(Math.sqrt(dot(s, s))).isLessThanOrEqualTo(0.7 * (1 + 1e-8));
      assertThat(value(g, h, s)).isCloseTo(-q.decrease(0.7), within(1e-12));
      for (int trial = 0; trial < 200; trial++) {
        double[] at = random.doubles(n, -1, 1).toArray();
        double shrink = 0.7 * random.nextDouble() / Math.sqrt(dot(at, at));
        for (int i = 0; i < n; i++) {
          at[i] *= shrink;
        }
        assertThat(value(g, h, at)).isGreaterThanOrEqualTo(-q.decrease(0.7) - 1e-8);
      }
    }
  }

  private static double value(double[] g, double[] h, double[] s) {
    double sum = dot(g, s);
    for (int i = 0; i < s.length; i++) {
      for (int j = 0; j < s.length; j++) {
        sum += 0.5 * s[i] * h[i * s.length + j] * s[j];
      }
    }
    return sum;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
