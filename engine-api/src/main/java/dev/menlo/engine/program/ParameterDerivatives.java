package dev.menlo.engine.program;

/**
 * A residual program with its derivatives in the residual parameters delta. The outputs of {@link
 * #program} come in blocks of {@link #values}: the values; then, for order 1 and up, a block for
 * each first derivative; then, for order 2, a block for each second derivative, lower triangle row
 * by row. Derivatives that vanish are constants 0.
 *
 * @param program the outputs described above
 * @param order 0, 1 or 2
 * @param values the number of outputs of the program that was differentiated
 * @param parameters r, the number of residual parameters
 */
public record ParameterDerivatives(Program program, int order, int values, int parameters) {
  /** Position among the outputs of d value / d delta_j. */
  public int first(int value, int j) {
    return (1 + j) * values + value;
  }

  /** Position among the outputs of d2 value / d delta_j d delta_k, in either order. */
  public int second(int value, int j, int k) {
    int row = Math.max(j, k);
    return (1 + parameters + row * (row + 1) / 2 + Math.min(j, k)) * values + value;
  }
}
