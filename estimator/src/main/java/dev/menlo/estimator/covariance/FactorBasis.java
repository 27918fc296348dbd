package dev.menlo.estimator.covariance;

import dev.menlo.model.CovarianceType;
import java.util.ArrayList;
import java.util.List;

/**
 * The relative factor of one covariance block as a linear function of its parameters, {@code Lambda
 * = sum_a theta_a B_a} (method.md, eq. 8). A square root, not a logarithm, so that a variance of
 * zero is an ordinary point. In {@code D = Lambda Lambda'} this gives
 *
 * <ul>
 *   <li>independent: B_a = e_a e_a', D diagonal;
 *   <li>identity: B = I;
 *   <li>exchangeable: {@code Lambda = t1 (I - J/q) + t2 J/q}, D = t1^2 (I - J/q) + t2^2 J/q;
 *   <li>unstructured: the lower triangle, by columns.
 * </ul>
 */
final class FactorBasis {
  private FactorBasis() {}

  /** The matrices B_a of a block of size q, each q x q row-major. */
  static List<double[]> of(CovarianceType type, int q) {
    return switch (type) {
      case INDEPENDENT -> independent(q);
      case IDENTITY -> List.of(identity(q));
      case EXCHANGEABLE -> exchangeable(q);
      case UNSTRUCTURED -> unstructured(q);
    };
  }

  private static List<double[]> independent(int q) {
    List<double[]> basis = new ArrayList<>();
    for (int j = 0; j < q; j++) {
      basis.add(unit(q, j, j));
    }
    return basis;
  }

  private static List<double[]> exchangeable(int q) {
    if (q == 1) {
      return List.of(identity(1));
    }
    double[] centring = identity(q);
    double[] mean = new double[q * q];
    for (int i = 0; i < q * q; i++) {
      mean[i] = 1.0 / q;
      centring[i] -= mean[i];
    }
    return List.of(centring, mean);
  }

  private static List<double[]> unstructured(int q) {
    List<double[]> basis = new ArrayList<>();
    for (int column = 0; column < q; column++) {
      for (int row = column; row < q; row++) {
        basis.add(unit(q, row, column));
      }
    }
    return basis;
  }

  private static double[] identity(int q) {
    double[] b = new double[q * q];
    for (int j = 0; j < q; j++) {
      b[j * q + j] = 1;
    }
    return b;
  }

  private static double[] unit(int q, int row, int column) {
    double[] b = new double[q * q];
    b[row * q + column] = 1;
    return b;
  }
}
