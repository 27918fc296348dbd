package dev.menlo.engine.cpu;

/**
 * A program lowered over lanes: {@link #LANES} groups (or anything else that is independent) side
 * by side, each with its own rows. Stateless; safe for any thread.
 *
 * <p>Lane arrays keep the lanes of one number adjacent: entry i of row j of lane l is at {@code (j
 * width + i) LANES + l} for the width of the array. What each input operation reads:
 *
 * <pre>
 * COVARIATE i           row input i of the first array
 * PAIRED_COVARIATE i    row input i of the second array
 * MEAN i                row input i of the third array; usually there is one
 * RANDOM_EFFECT i       number i of the lane, the same for all rows or, where so lowered, the row's
 * FIXED_EFFECT i, RESIDUAL_PARAMETER i    the same for all lanes and rows
 * </pre>
 *
 * An index of a row input may reach into the row after: a program that is given the row before
 * finds its own row there. An output is either summed over the rows of its lane, in row order, or
 * stored for every row.
 */
interface LaneProgram {
  /** Lanes side by side: two AVX2 registers, one of AVX-512. Layout and bits depend on it. */
  int LANES = 8;

  /** The longest array that a program can read or write, a power of two. */
  int LONGEST = 1 << 30;

  /** Rows of {@code spill} for operands of functions that have no vector form. */
  int OPERANDS = 3;

  /** Rows of {@code spill} for what is the same for all rows. */
  int INVARIANTS = 61;

  /** Entries of {@code spill}. */
  int SPILL = (OPERANDS + INVARIANTS) * LANES;

  /**
   * Runs the rows of all lanes.
   *
   * @param rows rows a lane
   * @param stored receives the stored outputs, row by row
   * @param sums the summed outputs, to which the rows are added
   * @param spill scratch of {@link #SPILL} entries
   */
  void run(
      double[] first,
      int firstAt,
      double[] second,
      int secondAt,
      double[] means,
      int meansAt,
      double[] lane,
      int laneAt,
      double[] beta,
      double[] delta,
      int rows,
      double[] stored,
      int storedAt,
      double[] sums,
      int sumsAt,
      double[] spill);
}
