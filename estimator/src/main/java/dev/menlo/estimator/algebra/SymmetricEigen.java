package dev.menlo.estimator.algebra;

/**
 * Eigenvalues and eigenvectors of a small symmetric matrix by cyclic Jacobi rotations (Golub and
 * Van Loan, Matrix Computations, 4th ed., section 8.5): slow for large n, but accurate to the last
 * digits also for tiny eigenvalues of graded matrices.
 *
 * @param values n eigenvalues, increasing
 * @param vectors n x n row-major; row i is the unit eigenvector of values[i]
 */
public record SymmetricEigen(double[] values, double[] vectors) {
  private static final int SWEEPS = 60;

  /** Decomposes a symmetric n x n row-major matrix, which is not modified. */
  public static SymmetricEigen of(double[] matrix, int n) {
    double[] a = matrix.clone();
    double[] v = new double[n * n];
    for (int i = 0; i < n; i++) {
      v[i * n + i] = 1;
    }
    for (int sweep = 0; sweep < SWEEPS && rotateAll(a, v, n); sweep++) {
      continue;
    }
    return sorted(a, v, n);
  }

  private static boolean rotateAll(double[] a, double[] v, int n) {
    boolean rotated = false;
    for (int p = 0; p < n; p++) {
      for (int q = p + 1; q < n; q++) {
        double scale = Math.sqrt(Math.abs(a[p * n + p])) * Math.sqrt(Math.abs(a[q * n + q]));
        if (Math.abs(a[p * n + q]) > 1e-16 * scale && Math.abs(a[p * n + q]) > 1e-300) {
          rotate(a, v, n, p, q);
          rotated = true;
        }
      }
    }
    return rotated;
  }

  private static void rotate(double[] a, double[] v, int n, int p, int q) {
    double tau = (a[q * n + q] - a[p * n + p]) / (2 * a[p * n + q]);
    double t = Math.copySign(1 / (Math.abs(tau) + Math.sqrt(1 + tau * tau)), tau);
    double c = 1 / Math.sqrt(1 + t * t);
    double s = t * c;
    for (int k = 0; k < n; k++) {
      double kp = a[k * n + p];
      double kq = a[k * n + q];
      a[k * n + p] = c * kp - s * kq;
      a[k * n + q] = s * kp + c * kq;
    }
    for (int k = 0; k < n; k++) {
      double pk = a[p * n + k];
      double qk = a[q * n + k];
      a[p * n + k] = c * pk - s * qk;
      a[q * n + k] = s * pk + c * qk;
      double vp = v[p * n + k];
      double vq = v[q * n + k];
      v[p * n + k] = c * vp - s * vq;
      v[q * n + k] = s * vp + c * vq;
    }
    a[p * n + q] = 0;
    a[q * n + p] = 0;
  }

  private static SymmetricEigen sorted(double[] a, double[] v, int n) {
    Integer[] order = new Integer[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    java.util.Arrays.sort(order, java.util.Comparator.comparingDouble((Integer i) -> a[i * n + i]));
    double[] values = new double[n];
    double[] vectors = new double[n * n];
    for (int i = 0; i < n; i++) {
      values[i] = a[order[i] * n + order[i]];
      System.arraycopy(v, order[i] * n, vectors, i * n, n);
    }
    return new SymmetricEigen(values, vectors);
  }
}
