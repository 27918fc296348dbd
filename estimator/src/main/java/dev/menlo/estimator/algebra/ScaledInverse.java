package dev.menlo.estimator.algebra;

import java.util.Arrays;

/**
 * Inverses of information matrices, whose parameters have different sizes: scaled to unit diagonal
 * first.
 */
public final class ScaledInverse {
  private ScaledInverse() {}

  /**
   * The inverse of a symmetric matrix; NaN if it is not positive definite.
   *
   * @param matrix n x n row-major, not modified
   * @param relativePivot smallest accepted ratio of a pivot to its diagonal entry
   */
  public static double[] of(double[] matrix, int n, double relativePivot) {
    double[] scaled = matrix.clone();
    double[] scale = diagonalScale(scaled, n);
    if (!Cholesky.factor(scaled, n, relativePivot)) {
      return filled(n * n);
    }
    double[] inverse = Cholesky.inverse(scaled, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        inverse[i * n + j] *= scale[i] * scale[j];
      }
    }
    return inverse;
  }

  /** The inverse of the part of the free parameters; NaN in the rows and columns of the others. */
  public static double[] ofFree(double[] matrix, boolean[] free, int n, double relativePivot) {
    int[] kept = new int[n];
    int m = 0;
    for (int i = 0; i < n; i++) {
      if (free[i]) {
        kept[m++] = i;
      }
    }
    double[] part = new double[m * m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        part[i * m + j] = matrix[kept[i] * n + kept[j]];
      }
    }
    double[] inverse = of(part, m, relativePivot);
    double[] out = filled(n * n);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        out[kept[i] * n + kept[j]] = inverse[i * m + j];
      }
    }
    return out;
  }

  /** Scales a symmetric matrix to unit diagonal in place; returns the scale. */
  private static double[] diagonalScale(double[] a, int n) {
    double[] scale = new double[n];
    for (int i = 0; i < n; i++) {
      double d = Math.abs(a[i * n + i]);
      scale[i] = d > 0 ? 1 / Math.sqrt(d) : 1;
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a[i * n + j] *= scale[i] * scale[j];
      }
    }
    return scale;
  }

  /** NaN, so many. */
  public static double[] filled(int length) {
    double[] out = new double[length];
    Arrays.fill(out, Double.NaN);
    return out;
  }
}
