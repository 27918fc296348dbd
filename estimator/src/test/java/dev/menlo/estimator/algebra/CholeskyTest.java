package dev.menlo.estimator.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CholeskyTest {
  /** A = L L' with L = [2 0 0; 1 3 0; -1 2 1]. */
  private static final double[] A = {4, 2, -2, 2, 10, 5, -2, 5, 6};

  @Test
  void factorByHand() {
    double[] l = A.clone();
    assertThat(Cholesky.factor(l, 3, 1e-12)).isTrue();
    assertThat(new double[] {l[0], l[3], l[4], l[6], l[7], l[8]})
        .containsExactly(new double[] {2, 1, 3, -1, 2, 1}, within(1e-15));
  }

  @Test
  void solveAndInverseUndoTheMatrix() {
    double[] l = A.clone();
    Cholesky.factor(l, 3, 1e-12);
    double[] b = {4 * 1 + 2 * 2 - 2 * 3, 2 + 20 + 15, -2 + 10 + 18};
    Cholesky.solve(l, 3, b);
    assertThat(b).containsExactly(new double[] {1, 2, 3}, within(1e-14));
    double[] inverse = Cholesky.inverse(l, 3);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double sum = 0;
        for (int k = 0; k < 3; k++) {
          sum += A[i * 3 + k] * inverse[k * 3 + j];
        }
        assertThat(sum).isCloseTo(i == j ? 1 : 0, within(1e-14));
      }
    }
  }

  @Test
  void indefiniteSingularAndNanAreRefused() {
    assertThat(Cholesky.factor(new double[] {1, 2, 2, 1}, 2, 1e-12)).isFalse();
    assertThat(Cholesky.factor(new double[] {1, 1, 1, 1}, 2, 1e-12)).isFalse();
    assertThat(Cholesky.factor(new double[] {Double.NaN}, 1, 1e-12)).isFalse();
    assertThat(Cholesky.factor(new double[] {Double.POSITIVE_INFINITY}, 1, 1e-12)).isFalse();
  }

  @Test
  void semidefiniteDropsNegligiblePivots() {
    double[] rankOne = {1, 2, 2, 4};
    assertThat(Cholesky.semidefinite(rankOne, 2, 1e-12)).containsExactly(1, 0, 2, 0);
    assertThat(Cholesky.semidefinite(new double[4], 2, 1e-12)).containsOnly(0);
    double[] zeroFirst = {0, 0, 0, 9};
    assertThat(Cholesky.semidefinite(zeroFirst, 2, 1e-12)).containsExactly(0, 0, 0, 3);
  }
}
