package dev.menlo.engine.cpu;

/**
 * Sums over the rows of one group. Columns are contiguous, column c at {@code c ld}; sums run in
 * row order. Up to four columns are summed in one loop with all ten products in registers; more go
 * by tiles of 2 x 2 columns, about one cycle a row and product.
 */
final class CrossProducts {
  private CrossProducts() {}

  /**
   * Adds Y'Y, or Y'diag(w)Y, of the first n columns to a packed triangle.
   *
   * @param y columns, not modified
   * @param ld distance between columns
   * @param rows rows to sum over
   * @param weight w, one a row, or null for 1
   */
  static void add(double[] y, int ld, int rows, int n, double[] weight, double[] out, int at) {
    if (n == 4) {
      four(y, ld, rows, weight, out, at);
    } else if (n == 3) {
      three(y, ld, rows, weight, out, at);
    } else if (weight == null) {
      tiles(y, ld, rows, n, out, at);
    } else {
      weighted(y, ld, rows, n, weight, out, at);
    }
  }

  private static void weighted(
      double[] y, int ld, int rows, int n, double[] weight, double[] out, int at) {
    for (int i = 0, to = at; i < n; i++) {
      for (int j = 0; j <= i; j++, to++) {
        double sum = 0;
        for (int k = 0; k < rows; k++) {
          sum += weight[k] * y[i * ld + k] * y[j * ld + k];
        }
        out[to] += sum;
      }
    }
  }

  private static void tiles(double[] y, int ld, int rows, int n, double[] out, int at) {
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

  private static void three(double[] y, int ld, int rows, double[] weight, double[] out, int at) {
    double s00 = 0;
    double s10 = 0;
    double s11 = 0;
    double s20 = 0;
    double s21 = 0;
    double s22 = 0;
    for (int i = 0; i < rows; i++) {
      double w = weight == null ? 1 : weight[i];
      double y0 = y[i];
      double y1 = y[ld + i];
      double y2 = y[2 * ld + i];
      double w0 = w * y0;
      double w1 = w * y1;
      double w2 = w * y2;
      s00 += w0 * y0;
      s10 += w1 * y0;
      s11 += w1 * y1;
      s20 += w2 * y0;
      s21 += w2 * y1;
      s22 += w2 * y2;
    }
    out[at] += s00;
    out[at + 1] += s10;
    out[at + 2] += s11;
    out[at + 3] += s20;
    out[at + 4] += s21;
    out[at + 5] += s22;
  }

  private static void four(double[] y, int ld, int rows, double[] weight, double[] out, int at) {
    double s00 = 0;
    double s10 = 0;
    double s11 = 0;
    double s20 = 0;
    double s21 = 0;
    double s22 = 0;
    double s30 = 0;
    double s31 = 0;
    double s32 = 0;
    double s33 = 0;
    for (int i = 0; i < rows; i++) {
      double w = weight == null ? 1 : weight[i];
      double y0 = y[i];
      double y1 = y[ld + i];
      double y2 = y[2 * ld + i];
      double y3 = y[3 * ld + i];
      double w0 = w * y0;
      double w1 = w * y1;
      double w2 = w * y2;
      double w3 = w * y3;
      s00 += w0 * y0;
      s10 += w1 * y0;
      s11 += w1 * y1;
      s20 += w2 * y0;
      s21 += w2 * y1;
      s22 += w2 * y2;
      s30 += w3 * y0;
      s31 += w3 * y1;
      s32 += w3 * y2;
      s33 += w3 * y3;
    }
    out[at] += s00;
    out[at + 1] += s10;
    out[at + 2] += s11;
    out[at + 3] += s20;
    out[at + 4] += s21;
    out[at + 5] += s22;
    out[at + 6] += s30;
    out[at + 7] += s31;
    out[at + 8] += s32;
    out[at + 9] += s33;
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

  /**
   * Adds A'B of two sets of columns of y, of which the first are {@code a} and {@code b}.
   *
   * @param out receives as x bs sums by rows
   */
  static void addRectangle(
      double[] y, int a, int as, int b, int bs, int ld, int rows, double[] out, int at) {
    int i = 0;
    for (; i + 1 < as; i += 2) {
      int j = 0;
      for (; j + 1 < bs; j += 2) {
        int to = at + i * bs + j;
        tile(y, (a + i) * ld, (b + j) * ld, ld, rows, out, to, to + bs);
      }
      if (j < bs) {
        out[at + i * bs + j] += dot(y, (a + i) * ld, y, (b + j) * ld, rows);
        out[at + (i + 1) * bs + j] += dot(y, (a + i + 1) * ld, y, (b + j) * ld, rows);
      }
    }
    for (int j = 0; i < as && j < bs; j++) {
      out[at + i * bs + j] += dot(y, (a + i) * ld, y, (b + j) * ld, rows);
    }
  }

  /** Adds the sum of each of several columns. */
  static void addSums(double[] y, int first, int columns, int ld, int rows, double[] out, int at) {
    for (int c = 0; c < columns; c++) {
      double sum = 0;
      for (int i = 0; i < rows; i++) {
        sum += y[(first + c) * ld + i];
      }
      out[at + c] += sum;
    }
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
    int c = 0;
    for (; c + 2 < columns; c += 3) {
      int y0 = yAt + c * ld;
      double s0 = 0;
      double s1 = 0;
      double s2 = 0;
      for (int i = 0; i < rows; i++) {
        double xi = x[xAt + i];
        s0 += xi * y[y0 + i];
        s1 += xi * y[y0 + ld + i];
        s2 += xi * y[y0 + 2 * ld + i];
      }
      out[at + c] += s0;
      out[at + c + 1] += s1;
      out[at + c + 2] += s2;
    }
    for (; c < columns; c++) {
      out[at + c] += dot(x, xAt, y, yAt + c * ld, rows);
    }
  }
}
