package dev.menlo.engine.cpu;

/**
 * Sums over the rows of one group. Columns are contiguous, column c at {@code c ld}; sums run in
 * row order. Tiles of 2 x 2 columns keep four sums in registers: about one cycle a row and product.
 */
final class CrossProducts {
  private CrossProducts() {}

  /**
   * Adds Y'Y of the first n columns to a packed triangle.
   *
   * @param y columns, not modified
   * @param ld distance between columns
   * @param rows rows to sum over
   */
  static void add(double[] y, int ld, int rows, int n, double[] out, int at) {
    int i = 0;
    for (; i + 1 < n; i += 2) {
      int row0 = at + i * (i + 1) / 2;
      int row1 = row0 + i + 1;
      for (int j = 0; j < i; j += 2) {
        tile(y, i * ld, j * ld, ld, rows, out, row0 + j, row1 + j);
      }
      diagonal(y, i * ld, ld, rows, out, row0 + i, row1 + i);
    }
    if (i < n) {
      int row = at + i * (i + 1) / 2;
      for (int j = 0; j <= i; j++) {
        out[row + j] += dot(y, i * ld, y, j * ld, rows);
      }
    }
  }

  private static void tile(
      double[] y, int a, int b, int ld, int rows, double[] out, int at0, int at1) {
    double s00 = 0;
    double s01 = 0;
    double s10 = 0;
    double s11 = 0;
    for (int i = 0; i < rows; i++) {
      double a0 = y[a + i];
      double a1 = y[a + ld + i];
      double b0 = y[b + i];
      double b1 = y[b + ld + i];
      s00 += a0 * b0;
      s01 += a0 * b1;
      s10 += a1 * b0;
      s11 += a1 * b1;
    }
    out[at0] += s00;
    out[at0 + 1] += s01;
    out[at1] += s10;
    out[at1 + 1] += s11;
  }

  private static void diagonal(
      double[] y, int a, int ld, int rows, double[] out, int at0, int at1) {
    double s00 = 0;
    double s10 = 0;
    double s11 = 0;
    for (int i = 0; i < rows; i++) {
      double a0 = y[a + i];
      double a1 = y[a + ld + i];
      s00 += a0 * a0;
      s10 += a0 * a1;
      s11 += a1 * a1;
    }
    out[at0] += s00;
    out[at1] += s10;
    out[at1 + 1] += s11;
  }

  /** x'y over rows. */
  static double dot(double[] x, int xAt, double[] y, int yAt, int rows) {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += x[xAt + i] * y[yAt + i];
    }
    return sum;
  }

  /** Adds x'c for each of several columns c of y, beginning at yAt. */
  static void addDots(
      double[] x,
      int xAt,
      double[] y,
      int yAt,
      int ld,
      int columns,
      int rows,
      double[] out,
      int at) {
    for (int c = 0; c < columns; c++) {
      out[at + c] += dot(x, xAt, y, yAt + c * ld, rows);
    }
  }

  /**
   * Turns the cross-product of [J r] into that of [J w], {@code w = r + J e}:
   *
   * <pre>J'w = J'r + J'J e,   w'w = r'r + e'(J'r + J'w)</pre>
   */
  static void shift(double[] c, int at, int m, double[] e) {
    int last = at + m * (m + 1) / 2;
    double corner = 0;
    for (int i = 0; i < m; i++) {
      corner += e[i] * c[last + i];
    }
    for (int i = 0; i < m; i++) {
      double x = e[i];
      if (x != 0) {
        for (int j = 0; j < m; j++) {
          c[last + j] += c[at + PackedTriangle.at(i, j)] * x;
        }
      }
    }
    for (int i = 0; i < m; i++) {
      corner += e[i] * c[last + i];
    }
    c[last + m] += corner;
  }
}
