package dev.menlo.estimator.oracle;

import java.util.Arrays;

/** Textbook operations on small dense matrices, rows first. */
final class Dense {
  private Dense() {}

  static double[][] zeros(int rows, int columns) {
    return new double[rows][columns];
  }

  static double[][] copy(double[][] a) {
    return Arrays.stream(a).map(double[]::clone).toArray(double[][]::new);
  }

  /** A'. */
  static double[][] transpose(double[][] a) {
    double[][] out = zeros(a.length == 0 ? 0 : a[0].length, a.length);
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[i].length; j++) {
        out[j][i] = a[i][j];
      }
    }
    return out;
  }

  /** A B. */
  static double[][] times(double[][] a, double[][] b) {
    double[][] out = zeros(a.length, b.length == 0 ? 0 : b[0].length);
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < b.length; k++) {
        for (int j = 0; a[i][k] != 0 && j < out[i].length; j++) {
          out[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return out;
  }

  static double[] times(double[][] a, double[] x) {
    return Arrays.stream(a).mapToDouble(row -> dot(row, x)).toArray();
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** sum_ij A_ij B_ij: tr(AB) for symmetric matrices. */
  static double inner(double[][] a, double[][] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += dot(a[i], b[i]);
    }
    return sum;
  }

  /** L of A = L L', or null if A is not positive definite. */
  static double[][] cholesky(double[][] a) {
    int n = a.length;
    double[][] l = zeros(n, n);
    for (int j = 0; j < n; j++) {
      for (int i = j; i < n; i++) {
        double sum = a[i][j];
        for (int k = 0; k < j; k++) {
          sum -= l[i][k] * l[j][k];
        }
        if (i == j && !(sum > 0)) {
          return null;
        }
        l[i][j] = i == j ? Math.sqrt(sum) : sum / l[j][j];
      }
    }
    return l;
  }

  /** log|A| from the Cholesky factor. */
  static double logDeterminant(double[][] l) {
    double sum = 0;
    for (int i = 0; i < l.length; i++) {
      sum += 2 * Math.log(l[i][i]);
    }
    return sum;
  }

  /** A^{-1} by Gauss-Jordan elimination with row pivoting; A need not be symmetric. */
  static double[][] inverse(double[][] a) {
    int n = a.length;
    double[][] w = new double[n][2 * n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(a[i], 0, w[i], 0, n);
      w[i][n + i] = 1;
    }
    for (int c = 0; c < n; c++) {
      int pivot = c;
      for (int i = c + 1; i < n; i++) {
        pivot = Math.abs(w[i][c]) > Math.abs(w[pivot][c]) ? i : pivot;
      }
      double[] swap = w[c];
      w[c] = w[pivot];
      w[pivot] = swap;
      double scale = 1 / w[c][c];
      for (int j = c; j < 2 * n; j++) {
        w[c][j] *= scale;
      }
      for (int i = 0; i < n; i++) {
        double factor = w[i][c];
        if (i != c && factor != 0) {
          for (int j = c; j < 2 * n; j++) {
            w[i][j] -= factor * w[c][j];
          }
        }
      }
    }
    return Arrays.stream(w).map(row -> Arrays.copyOfRange(row, n, 2 * n)).toArray(double[][]::new);
  }
}
