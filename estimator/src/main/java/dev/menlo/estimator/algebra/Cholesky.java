package dev.menlo.estimator.algebra;

/** Cholesky factors of small symmetric matrices, row-major n x n, lower triangle. */
public final class Cholesky {
  private Cholesky() {}

  /**
   * Factors A = L L' in place; the strict upper triangle is left alone.
   *
   * @param a n x n row-major; its lower triangle becomes L
   * @param relativePivot smallest accepted ratio of a pivot to its diagonal entry
   * @return whether A is positive definite by that measure; if not, {@code a} is spoiled
   */
  public static boolean factor(double[] a, int n, double relativePivot) {
    for (int j = 0; j < n; j++) {
      double pivot = a[j * n + j];
      double floor = relativePivot * Math.abs(pivot);
      for (int k = 0; k < j; k++) {
        pivot -= a[j * n + k] * a[j * n + k];
      }
      if (!(pivot > floor) || pivot == Double.POSITIVE_INFINITY) {
        return false;
      }
      double root = Math.sqrt(pivot);
      a[j * n + j] = root;
      for (int i = j + 1; i < n; i++) {
        double sum = a[i * n + j];
        for (int k = 0; k < j; k++) {
          sum -= a[i * n + k] * a[j * n + k];
        }
        a[i * n + j] = sum / root;
      }
    }
    return true;
  }

  /**
   * The lower factor of a positive semi-definite matrix: a column whose pivot is negligible is set
   * to zero, so a rank-deficient D has as many zero columns as it lacks ranks.
   *
   * @param a n x n row-major, not modified
   * @param relativePivot pivots below this fraction of their diagonal entry count as zero
   * @return L, n x n row-major, with L L' = A up to the dropped pivots
   */
  public static double[] semidefinite(double[] a, int n, double relativePivot) {
    double[] l = new double[n * n];
    for (int j = 0; j < n; j++) {
      double pivot = a[j * n + j];
      for (int k = 0; k < j; k++) {
        pivot -= l[j * n + k] * l[j * n + k];
      }
      if (pivot <= relativePivot * a[j * n + j]) {
        continue;
      }
      double root = Math.sqrt(pivot);
      l[j * n + j] = root;
      for (int i = j + 1; i < n; i++) {
        double sum = a[i * n + j];
        for (int k = 0; k < j; k++) {
          sum -= l[i * n + k] * l[j * n + k];
        }
        l[i * n + j] = sum / root;
      }
    }
    return l;
  }

  /** Solves L L' x = b in place, given the factor. */
  public static void solve(double[] l, int n, double[] b) {
    for (int i = 0; i < n; i++) {
      double sum = b[i];
      for (int k = 0; k < i; k++) {
        sum -= l[i * n + k] * b[k];
      }
      b[i] = sum / l[i * n + i];
    }
    for (int i = n - 1; i >= 0; i--) {
      double sum = b[i];
      for (int k = i + 1; k < n; k++) {
        sum -= l[k * n + i] * b[k];
      }
      b[i] = sum / l[i * n + i];
    }
  }

  /** The inverse of L L', n x n row-major, symmetric; fresh array. */
  public static double[] inverse(double[] l, int n) {
    double[] inverse = new double[n * n];
    double[] column = new double[n];
    for (int j = 0; j < n; j++) {
      java.util.Arrays.fill(column, 0);
      column[j] = 1;
      solve(l, n, column);
      for (int i = 0; i < n; i++) {
        inverse[i * n + j] = column[i];
      }
    }
    return inverse;
  }
}
