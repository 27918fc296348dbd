package dev.menlo.engine.cpu;

/**
 * First and second derivatives in delta of a fit's cross-products and of log det R.
 *
 * <p>Pairs (j, k), k &lt;= j, are numbered {@code j (j + 1) / 2 + k}.
 */
final class WhiteningDerivatives {
  /**
   * Per group, r packed first derivatives of the cross-product, then r (r + 1) / 2 second ones: a
   * block, as {@link GroupOrder} says.
   */
  final double[] cross;

  /** d log det R, r entries, then d2 log det R, r (r + 1) / 2 entries. */
  final double[] logDetR;

  WhiteningDerivatives(ModelLayout model, ForestLayout forest) {
    int blocks = blocks(model);
    cross = forest.order.allocate(blocks * model.packed);
    logDetR = new double[blocks];
  }

  /** r + r (r + 1) / 2: derivatives a group. */
  static int blocks(ModelLayout model) {
    int r = model.residualParameters;
    return r + PackedTriangle.length(r);
  }
}
