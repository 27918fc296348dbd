package dev.menlo.engine.cpu;

import dev.menlo.engine.Design;

/** Finds the row behind a sum that is not finite. */
final class FiniteRows {
  private FiniteRows() {}

  /** The first row with an entry that is not finite or whose square overflows, or -1. */
  static int firstBad(double[] block, int ld, int rows, int columns) {
    for (int i = 0; i < rows; i++) {
      for (int c = 0; c < columns; c++) {
        double x = block[c * ld + i];
        if (!(x * x < Double.POSITIVE_INFINITY)) {
          return i;
        }
      }
    }
    return -1;
  }

  /** Whether every entry of a column and its square are finite. */
  static boolean isFinite(double[] block, int at, int rows) {
    boolean finite = true;
    for (int i = 0; i < rows; i++) {
      double x = block[at + i];
      finite &= x * x < Double.POSITIVE_INFINITY;
    }
    return finite;
  }

  /** Row in the design of the i-th row in the likelihood from a row on. */
  static int rowOf(Design design, int from, int i) {
    int row = from;
    int left = i;
    while (!design.inLikelihood(row) || left-- > 0) {
      row++;
    }
    return row;
  }
}
