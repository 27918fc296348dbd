package dev.menlo.engine.cpu;

import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.program.MeanDerivatives;
import java.util.Arrays;

/**
 * Sizes and positions that every kernel of one model shares.
 *
 * <p>A group of the deepest level is kept as the packed cross-product of {@code [J w]}: J holds the
 * m distinct derivative columns of the mean, w is the last column, the order is n = m + 1. A
 * derivative that is zero everywhere reads an extra column of zeros.
 */
final class ModelLayout {
  /** K. */
  final int levels;

  /** p. */
  final int fixedEffects;

  /** q_k at index k - 1. */
  final int[] randomEffects;

  /** m, with the column of zeros if there is one. */
  final int columns;

  /** n = m + 1, the order of a cross-product of [J w]. */
  final int order;

  /** n (n + 1) / 2. */
  final int packed;

  /** Column of each fixed effect. */
  final int[] fixedColumn;

  /** Column of each random effect, by level. */
  final int[][] randomColumn;

  /** Where Lambda_k begins among the concatenated factors, by level. */
  final int[] factorAt;

  /** Where vech(D_k) begins among the derivatives of a profile, by level. */
  final int[] vechAt;

  /** Where a level begins among all random effects of the mean program, by level. */
  final int[] effectAt;

  /** Sum of q_k^2. */
  final int factorLength;

  /** Sum of q_k (q_k + 1) / 2: where delta begins among the derivatives of a profile. */
  final int vechLength;

  /** r. */
  final int residualParameters;

  /** v, the parameters of a profile. */
  final int profileParameters;

  ModelLayout(ModelSpec model, MeanDerivatives derivatives) {
    levels = model.levels();
    fixedEffects = model.fixedEffects();
    randomEffects = model.randomEffects();
    boolean zeros = hasZero(derivatives.fixedColumn()) || hasZero(derivatives.randomColumn());
    columns = derivatives.columns() + (zeros ? 1 : 0);
    order = columns + 1;
    packed = PackedTriangle.length(order);
    fixedColumn = orZeros(derivatives.fixedColumn());
    int[] random = orZeros(derivatives.randomColumn());
    randomColumn = new int[levels][];
    factorAt = new int[levels];
    vechAt = new int[levels];
    effectAt = new int[levels];
    int factor = 0;
    int vech = 0;
    int effect = 0;
    for (int k = 0; k < levels; k++) {
      int q = randomEffects[k];
      factorAt[k] = factor;
      vechAt[k] = vech;
      effectAt[k] = effect;
      randomColumn[k] = Arrays.copyOfRange(random, effect, effect + q);
      factor += q * q;
      vech += q * (q + 1) / 2;
      effect += q;
    }
    factorLength = factor;
    vechLength = vech;
    residualParameters = model.residual().parameters();
    profileParameters = vech + residualParameters;
  }

  private static boolean hasZero(int[] columns) {
    return Arrays.stream(columns).anyMatch(c -> c < 0);
  }

  private int[] orZeros(int[] of) {
    return Arrays.stream(of).map(c -> c < 0 ? columns - 1 : c).toArray();
  }

  /** Numbers that eliminating a deepest group leaves: S, then the pivots. */
  int eliminatedLength() {
    return packed + (levels == 0 ? 0 : randomEffects[levels - 1]);
  }

  /** The number of random effects over all levels. */
  int allRandomEffects() {
    return Arrays.stream(randomEffects).sum();
  }
}
