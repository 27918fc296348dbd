package dev.menlo.engine.cpu;

import dev.menlo.engine.Design;

/** The rows of one group that are in the likelihood. */
final class GroupRows {
  Design design;

  /** First row of the group in the design and the end of its rows. */
  int from;

  int to;

  /** The number of rows in the likelihood. */
  int count;

  /** Their rows in the design. */
  int[] row = new int[0];

  private double[] single = new double[0];

  /** Sets the group. */
  void set(Design of, int first, int end) {
    design = of;
    from = first;
    to = end;
    if (row.length < end - first) {
      row = new int[end - first];
    }
    count = 0;
    for (int i = first; i < end; i++) {
      if (of.inLikelihood(i)) {
        row[count++] = i;
      }
    }
  }

  /** Moves the entries of rows in the likelihood to the front of each column. */
  void compact(double[] block, int ld, int columns) {
    if (count == to - from) {
      return;
    }
    for (int c = 0; c < columns; c++) {
      for (int i = 0; i < count; i++) {
        block[c * ld + i] = block[c * ld + row[i] - from];
      }
    }
  }

  /**
   * Evaluates a residual program at pairs of rows (i, i - lag), counting rows in the likelihood.
   *
   * @param out receives output o of row i, i &gt;= lag, at {@code o ld + i}
   */
  void evaluatePairs(
      RowProgram program,
      double[][] covariates,
      double[] delta,
      int lag,
      int outputs,
      double[] out,
      int ld,
      double[] slots) {
    if (single.length < outputs) {
      single = new double[outputs];
    }
    for (int i = lag; i < count; i++) {
      int apart = row[i] - row[i - lag];
      program.evaluate(
          covariates, row[i], row[i] + 1, apart, null, null, delta, null, single, 1, slots);
      for (int o = 0; o < outputs; o++) {
        out[o * ld + i] = single[o];
      }
    }
  }
}
