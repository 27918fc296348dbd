package dev.menlo.engine.cpu;

/**
 * Symmetric matrices of order n stored as their lower triangle by rows: entry (i, j), j &lt;= i, at
 * {@code i (i + 1) / 2 + j}.
 */
final class PackedTriangle {
  private PackedTriangle() {}

  /** Length of the triangle of a matrix of order n. */
  static int length(int n) {
    return n * (n + 1) / 2;
  }

  /** Position of entry (i, j), in either order. */
  static int at(int i, int j) {
    return i >= j ? i * (i + 1) / 2 + j : j * (j + 1) / 2 + i;
  }

  /** The row of a position. */
  static int row(int at) {
    int row = 0;
    while (length(row + 1) <= at) {
      row++;
    }
    return row;
  }

  /** The column of a position. */
  static int column(int at) {
    return at - length(row(at));
  }

  /** y = A x over the first {@code size} rows and columns of the triangle at {@code at}. */
  static void multiply(double[] a, int at, int size, double[] x, double[] y) {
    for (int i = 0; i < size; i++) {
      double sum = 0;
      for (int j = 0; j < size; j++) {
        sum += a[at + at(i, j)] * x[j];
      }
      y[i] = sum;
    }
  }

  /** Adds {@code length} entries, {@code stride} apart, of one array to another. */
  static void add(double[] from, int fromAt, int stride, double[] to, int toAt, int length) {
    for (int i = 0; i < length; i++) {
      to[toAt + i] += from[fromAt + i * stride];
    }
  }

  /** Adds {@code length} entries of one array to another. */
  static void add(double[] from, int fromAt, double[] to, int toAt, int length) {
    for (int i = 0; i < length; i++) {
      to[toAt + i] += from[fromAt + i];
    }
  }
}
