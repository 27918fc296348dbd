package dev.menlo.estimator.lindstrombates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Derivatives and moves in (tau, delta) against differences of a function of (theta, delta). */
class StepCoordinatesTest {
  private static final double[] PSI = {.8, -.3, .4, 1.1};
  private static final double[] GROWTH = {2.5, -.7};
  private final StepCoordinates coordinates = new StepCoordinates(4, GROWTH);

  /** exp(t1) t2 + t1^2 d1 + sin(t2 d2) + d1^3 d2. */
  private static double f(double[] x) {
    return Math.exp(x[0]) * x[1]
        + x[0] * x[0] * x[2]
        + Math.sin(x[1] * x[3])
        + x[2] * x[2] * x[2] * x[3];
  }

  private static double[] gradient(double[] x) {
    double c = Math.cos(x[1] * x[3]);
    return new double[] {
      Math.exp(x[0]) * x[1] + 2 * x[0] * x[2],
      Math.exp(x[0]) + x[3] * c,
      x[0] * x[0] + 3 * x[2] * x[2] * x[3],
      x[1] * c + x[2] * x[2] * x[2]
    };
  }

  private static double[] hessian(double[] x) {
    double e = Math.exp(x[0]);
    double c = Math.cos(x[1] * x[3]);
    double s = Math.sin(x[1] * x[3]);
    double cross = c - x[1] * x[3] * s;
    return new double[] {
      e * x[1] + 2 * x[2],
      e,
      2 * x[0],
      0,
      e,
      -x[3] * x[3] * s,
      0,
      cross,
      2 * x[0],
      0,
      6 * x[2] * x[3],
      3 * x[2] * x[2],
      0,
      cross,
      3 * x[2] * x[2],
      -x[1] * x[1] * s
    };
  }

  private double along(int i, double h, int j, double k) {
    double[] step = new double[4];
    step[i] += h;
    step[j] += k;
    double[] to = new double[4];
    coordinates.move(PSI, step, 1, to);
    return f(to);
  }

  @Test
  void derivativesAreThoseOfTheFunctionAlongMoves() {
    coordinates.differentiate(PSI, gradient(PSI), hessian(PSI));
    double h = 1e-4;
    for (int i = 0; i < 4; i++) {
      double slope = (along(i, h, i, 0) - along(i, -h, i, 0)) / (2 * h);
      assertThat(coordinates.gradient[i]).isCloseTo(slope, within(1e-6));
      for (int j = 0; j < 4; j++) {
        double second =
            (along(i, h, j, h) - along(i, h, j, -h) - along(i, -h, j, h) + along(i, -h, j, -h))
                / (4 * h * h);
        assertThat(coordinates.hessian[i * 4 + j]).isCloseTo(second, within(1e-5));
      }
    }
  }

  @Test
  void movingDeltaScalesThetaAndAShareOfAStepIsTaken() {
    double[] to = new double[4];
    coordinates.move(PSI, new double[] {.2, 0, .4, -.2}, .5, to);
    double factor = Math.exp(2.5 * .2 + .7 * .1);
    assertThat(to).containsExactly(new double[] {.9 * factor, -.3 * factor, .6, 1}, within(1e-15));
  }

  @Test
  void withoutAScaleNothingChanges() {
    StepCoordinates plain = new StepCoordinates(4, new double[0]);
    plain.differentiate(PSI, gradient(PSI), hessian(PSI));
    assertThat(plain.gradient).isEqualTo(gradient(PSI));
    assertThat(plain.hessian).isEqualTo(hessian(PSI));
  }
}
