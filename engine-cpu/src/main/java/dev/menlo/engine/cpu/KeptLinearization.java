package dev.menlo.engine.cpu;

/**
 * A linearisation as the row pass leaves it: per group of level K the whitened cross-product of
 * {@code [J w]}, and what belongs to the point it was made at.
 */
final class KeptLinearization {
  private final GroupOrder order;

  /** Packed cross-products of [J w], a block a group, as {@link GroupOrder} says. */
  final double[] cross;

  /** Sums of (R^{-1} r) d2mu, one a listed second derivative, likewise; null unless asked. */
  double[] curvature;

  /** Whether {@link #curvature} belongs to this linearisation. */
  boolean hasCurvature;

  /** Means of the variance point, one a row; null if the residual scale does not read the mean. */
  final double[] means;

  /** Residual parameters of the whitening. */
  final double[] delta;

  /** log det R. */
  double logDetR;

  /** Derivatives of the cross-products and of log det R in delta; null unless asked. */
  WhiteningDerivatives derivatives;

  private WhiteningDerivatives storage;

  KeptLinearization(ModelLayout model, ForestLayout forest, boolean meanDependent) {
    order = forest.order;
    cross = order.allocate(model.packed);
    means = meanDependent ? new double[forest.design.rows()] : null;
    delta = new double[model.residualParameters];
  }

  /** Storage for derivatives in delta, allocated on first use. */
  WhiteningDerivatives derivativeStorage(ModelLayout model, ForestLayout forest) {
    if (storage == null) {
      storage = new WhiteningDerivatives(model, forest);
    }
    return storage;
  }

  /** The curvature array, allocated on first use. */
  double[] curvature(int seconds) {
    if (curvature == null) {
      curvature = order.allocate(seconds);
    }
    return curvature;
  }
}
