package dev.menlo.engine.cpu;

/**
 * A program lowered to JVM bytecode: evaluates rows of one group. Stateless; safe for any thread.
 */
interface RowProgram {
  /**
   * Evaluates the outputs at rows {@code from .. to - 1}. A recursive program starts afresh at
   * {@code from}, so a call must then cover a whole group.
   *
   * @param covariates columns of the design
   * @param from first row
   * @param to end of the rows
   * @param lag the other row of a pair is {@code row - lag}
   * @param beta fixed effects
   * @param effects random effects that reach the group, outermost level first
   * @param delta residual parameters
   * @param mean means at the variance point, one a row of the design
   * @param out receives output o of row i at {@code o ld + i - from}
   * @param ld distance between outputs
   * @param slots scratch of at least {@link #slots} entries
   */
  void evaluate(
      double[][] covariates,
      int from,
      int to,
      int lag,
      double[] beta,
      double[] effects,
      double[] delta,
      double[] mean,
      double[] out,
      int ld,
      double[] slots);

  /** Scratch entries a call needs. */
  int slots();
}
