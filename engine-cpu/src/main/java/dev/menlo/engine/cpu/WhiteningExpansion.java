package dev.menlo.engine.cpu;

import java.util.Arrays;

/**
 * Brings kept cross-products to a nearby delta without touching rows, by their derivatives: with h
 * the change of delta,
 *
 * <pre>C(delta + h) = C + sum h_a C_a + 1/2 sum h_a h_b C_ab + O(h^3)</pre>
 *
 * <p>Curvature is taken over as it is: it shapes the step, and the gradient does not depend on it.
 */
final class WhiteningExpansion {
  /**
   * Largest second-order term against the whole: if W = e^{-2 l h} moves by x, the second order is
   * x^2 / 2 and the third x^3 / 6, here about 5e-4; the expanded W is positive for any x.
   */
  private static final double NEAR = 0.01;

  /** Groups, evenly spaced, that are looked at to tell how near a delta is. */
  private static final int SAMPLE = 1024;

  private final ModelLayout layout;
  private final int r;
  private final int blocks;
  private final double[] weight;

  WhiteningExpansion(ModelLayout layout) {
    this.layout = layout;
    r = layout.residualParameters;
    blocks = WhiteningDerivatives.blocks(layout);
    weight = new double[blocks];
  }

  /** Whether delta is another than that of the kept cross-products, and near enough. */
  boolean reaches(FitState fit, double[] delta) {
    KeptLinearization kept = fit.kept;
    if (kept.derivatives == null || Arrays.equals(kept.delta, delta)) {
      return false;
    }
    weigh(kept, delta);
    double second = 0;
    double whole = 0;
    int packed = layout.packed;
    int corner = packed - 1;
    GroupOrder order = fit.forest.order;
    int step = Math.max(1, fit.forest.deepestGroups / SAMPLE);
    for (int g = 0; g < fit.forest.deepestGroups; g += step) {
      whole += kept.cross[order.at(g, packed) + corner * order.lanes];
      int at = order.at(g, blocks * packed);
      for (int o = r; o < blocks; o++) {
        second += weight[o] * kept.derivatives.cross[at + (o * packed + corner) * order.lanes];
      }
    }
    return Math.abs(second) <= NEAR * whole;
  }

  private void weigh(KeptLinearization kept, double[] delta) {
    for (int a = 0; a < r; a++) {
      double h = delta[a] - kept.delta[a];
      weight[a] = h;
      for (int b = 0; b <= a; b++) {
        double product = h * (delta[b] - kept.delta[b]);
        weight[r + PackedTriangle.at(a, b)] = a == b ? 0.5 * product : product;
      }
    }
  }

  /**
   * Expands.
   *
   * @param into storage; receives the cross-products and the curvature
   */
  KeptLinearization at(FitState fit, double[] delta, KeptLinearization into) {
    KeptLinearization kept = fit.kept;
    weigh(kept, delta);
    int packed = layout.packed;
    double[] jets = kept.derivatives.cross;
    int block = packed * fit.forest.order.lanes;
    for (int at = 0; at < kept.cross.length; at += block) {
      for (int i = 0; i < block; i++) {
        double value = kept.cross[at + i];
        for (int o = 0; o < blocks; o++) {
          value += weight[o] * jets[at * blocks + o * block + i];
        }
        into.cross[at + i] = value;
      }
    }
    if (kept.hasCurvature) {
      int length = kept.curvature.length;
      into.curvature(length / Math.max(1, fit.forest.order.slots));
      System.arraycopy(kept.curvature, 0, into.curvature, 0, length);
    }
    into.hasCurvature = kept.hasCurvature;
    return into;
  }
}
