package dev.menlo.estimator.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NullSpaceTest {
  @Test
  void isOrthonormalAndOrthogonalToTheConstraint() {
    double[] a = {1, 1e-3, 0, -20};
    double[] basis = NullSpace.of(a, new boolean[] {true, true, false, true});
    assertThat(basis).hasSize(2 * 4);
    for (int i = 0; i < 2; i++) {
      assertThat(dot(basis, i, a, 0)).isCloseTo(0, within(1e-14));
      assertThat(basis[i * 4 + 2]).isZero();
      for (int j = 0; j < 2; j++) {
        assertThat(dot(basis, i, basis, j)).isCloseTo(i == j ? 1 : 0, within(1e-14));
      }
    }
  }

  @Test
  void isAllThatMovesWithoutConstraint() {
    double[] none = new double[3];
    assertThat(NullSpace.of(none, new boolean[] {true, false, true}))
        .containsExactly(1, 0, 0, 0, 0, 1);
    assertThat(NullSpace.of(new double[] {0, 2, 0}, new boolean[] {false, true, false})).isEmpty();
  }

  private static double dot(double[] x, int row, double[] y, int other) {
    double sum = 0;
    for (int k = 0; k < 4; k++) {
      sum += x[row * 4 + k] * y[other * 4 + k];
    }
    return sum;
  }
}
