package dev.menlo.estimator.covariance;

import dev.menlo.estimator.algebra.Cholesky;
import dev.menlo.model.CovarianceType;

/** The parameters theta of one block from its D: the inverse of {@link FactorBasis}. */
final class BlockRoot {
  private BlockRoot() {}

  static double[] of(CovarianceType type, double[] d, int q, double relativePivot) {
    return switch (type) {
      case INDEPENDENT -> independent(d, q);
      case IDENTITY -> new double[] {root(trace(d, q) / q)};
      case EXCHANGEABLE -> exchangeable(d, q);
      case UNSTRUCTURED -> unstructured(d, q, relativePivot);
    };
  }

  private static double[] independent(double[] d, int q) {
    double[] theta = new double[q];
    for (int j = 0; j < q; j++) {
      theta[j] = root(d[j * q + j]);
    }
    return theta;
  }

  /** t2^2 = 1'D1 / q, t1^2 = (tr D - t2^2) / (q - 1). */
  private static double[] exchangeable(double[] d, int q) {
    if (q == 1) {
      return new double[] {root(d[0])};
    }
    double sum = 0;
    for (double entry : d) {
      sum += entry;
    }
    double mean = sum / q;
    return new double[] {root((trace(d, q) - mean) / (q - 1)), root(mean)};
  }

  private static double[] unstructured(double[] d, int q, double relativePivot) {
    double[] l = Cholesky.semidefinite(d, q, relativePivot);
    double[] theta = new double[q * (q + 1) / 2];
    int a = 0;
    for (int column = 0; column < q; column++) {
      for (int row = column; row < q; row++) {
        theta[a++] = l[row * q + column];
      }
    }
    return theta;
  }

  private static double trace(double[] d, int q) {
    double sum = 0;
    for (int j = 0; j < q; j++) {
      sum += d[j * q + j];
    }
    return sum;
  }

  private static double root(double value) {
    return Math.sqrt(Math.max(0, value));
  }
}
