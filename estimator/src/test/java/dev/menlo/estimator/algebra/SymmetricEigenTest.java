package dev.menlo.estimator.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricEigenTest {
  @Test
  void twoByTwoByHand() {
    SymmetricEigen eigen = SymmetricEigen.of(new double[] {2, 1, 1, 2}, 2);
    assertThat(eigen.values()).containsExactly(new double[] {1, 3}, within(1e-15));
    assertThat(Math.abs(eigen.vectors()[0])).isCloseTo(Math.sqrt(0.5), within(1e-15));
    assertThat(eigen.vectors()[0]).isCloseTo(-eigen.vectors()[1], within(1e-15));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 12})
  void vectorsRebuildTheMatrix(int n) {
    double[] a = symmetric(n);
    SymmetricEigen eigen = SymmetricEigen.of(a, n);
    assertThat(eigen.values()).isSorted();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double rebuilt = 0;
        double product = 0;
        for (int k = 0; k < n; k++) {
          double[] v = eigen.vectors();
          rebuilt += eigen.values()[k] * v[k * n + i] * v[k * n + j];
          product += v[i * n + k] * v[j * n + k];
        }
        assertThat(rebuilt).isCloseTo(a[i * n + j], within(1e-13));
        assertThat(product).isCloseTo(i == j ? 1 : 0, within(1e-14));
      }
    }
  }

  /** diag(1, 1e-6) [1 .5; .5 1] diag(1, 1e-6): the small eigenvalue is .75e-12 (1 + O(1e-12)). */
  @Test
  void tinyEigenvaluesOfGradedMatricesAreAccurate() {
    SymmetricEigen eigen = SymmetricEigen.of(new double[] {1, 0.5e-6, 0.5e-6, 1e-12}, 2);
    assertThat(eigen.values()[0]).isCloseTo(0.75e-12, within(1e-22));
  }

  private static double[] symmetric(int n) {
    Random random = new Random(n);
    double[] a = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        a[i * n + j] = random.nextGaussian();
        a[j * n + i] = a[i * n + j];
      }
    }
    return a;
  }
}
