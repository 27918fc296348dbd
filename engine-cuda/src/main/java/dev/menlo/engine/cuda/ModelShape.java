package dev.menlo.engine.cuda;

import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.program.MeanDerivatives;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Sizes of one model, and the column of [J w] that each effect reads. A derivative that is zero
 * everywhere reads an extra column of zeros.
 */
final class ModelShape {
  final int levels;
  final int fixedEffects;

  /** q_k at index k, 1..K; 0 at index 0. */
  final int[] effects;

  /** q_1 + ... + q_k at index k. */
  final int[] effectsTo;

  /** m, with the column of zeros if there is one. */
  final int columns;

  /** n = m + 1. */
  final int order;

  /** n (n + 1) / 2. */
  final int packed;

  final int[] fixedColumn;

  /** Column of every random effect, outermost level first. */
  final int[] randomColumn;

  /** Where Lambda_k begins, at index k. */
  final int[] factorAt;

  /** Where vech(D_k) begins, at index k, closed by where delta begins. */
  final int[] vechAt;

  final int factorLength;
  final int residualParameters;
  final int profileParameters;

  ModelShape(ModelSpec model, MeanDerivatives derivatives) {
    levels = model.levels();
    fixedEffects = model.fixedEffects();
    effects = new int[levels + 1];
    effectsTo = new int[levels + 1];
    factorAt = new int[levels + 2];
    vechAt = new int[levels + 2];
    for (int k = 1; k <= levels; k++) {
      int q = model.randomEffects(k);
      effects[k] = q;
      effectsTo[k] = effectsTo[k - 1] + q;
      factorAt[k + 1] = factorAt[k] + q * q;
      vechAt[k + 1] = vechAt[k] + triangle(q);
    }
    boolean zeros =
        IntStream.concat(
                Arrays.stream(derivatives.fixedColumn()), Arrays.stream(derivatives.randomColumn()))
            .anyMatch(c -> c < 0);
    columns = derivatives.columns() + (zeros ? 1 : 0);
    order = columns + 1;
    packed = triangle(order);
    fixedColumn = orZeros(derivatives.fixedColumn());
    randomColumn = orZeros(derivatives.randomColumn());
    factorLength = factorAt[levels + 1];
    residualParameters = model.residual().parameters();
    profileParameters = vechAt[levels + 1] + residualParameters;
  }

  private int[] orZeros(int[] of) {
    return Arrays.stream(of).map(c -> c < 0 ? columns - 1 : c).toArray();
  }

  /** n (n + 1) / 2. */
  static int triangle(int n) {
    return n * (n + 1) / 2;
  }

  /** Position of entry (i, j), in either order, of a symmetric matrix packed by rows. */
  static int at(int i, int j) {
    return i >= j ? triangle(i) + j : triangle(j) + i;
  }

  /** r + r (r + 1) / 2: derivatives in delta. */
  int residualBlocks() {
    return residualParameters + triangle(residualParameters);
  }

  /** Sum of q_k. */
  int allEffects() {
    return effectsTo[levels];
  }
}
