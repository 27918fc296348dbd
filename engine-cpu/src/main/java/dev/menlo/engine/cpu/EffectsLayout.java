package dev.menlo.engine.cpu;

import dev.menlo.engine.Design;

/**
 * Where the effects of every group stand in the arrays of u and b: level after level, outermost
 * first; group after group within a level, but the deepest level in its {@link GroupOrder}.
 */
final class EffectsLayout {
  private final int levels;
  private final int[] randomEffects;
  private final int[] effectAt;
  private final int[] groups;
  private final GroupOrder order;

  /** Group of level k - 1 that a group of level k belongs to; rows 2..K. */
  private final int[][] parent;

  /** Where a level begins, by level; then the length of an array. */
  private final int[] begin;

  EffectsLayout(Design design, ModelLayout model, GroupOrder order, int[][] parent) {
    levels = model.levels;
    randomEffects = model.randomEffects;
    effectAt = model.effectAt;
    this.order = order;
    this.parent = parent;
    groups = new int[levels];
    begin = new int[levels + 1];
    for (int k = 0; k < levels; k++) {
      groups[k] = design.groups(k + 1);
      int slots = k + 1 < levels ? groups[k] : order.slots;
      begin[k + 1] = Math.addExact(begin[k], Math.multiplyExact(slots, randomEffects[k]));
    }
  }

  /** The length of an array of u or b. */
  int length() {
    return begin[levels];
  }

  /** Effects of all groups of all levels. */
  int entries() {
    int entries = 0;
    for (int k = 0; k < levels; k++) {
      entries += groups[k] * randomEffects[k];
    }
    return entries;
  }

  /** Where the effects of a level, 1..K, begin. */
  int begin(int level) {
    return begin[level - 1];
  }

  /** Where the effects of a group of a level, 1..K, begin. */
  int at(int level, int group) {
    int q = randomEffects[level - 1];
    return begin[level - 1] + (level < levels ? group * q : order.at(group, q));
  }

  /** The distance between two effects of a group of a level. */
  int stride(int level) {
    return level < levels ? 1 : order.lanes;
  }

  /**
   * Copies the effects that reach a group of level K, outermost level first.
   *
   * @param b all effects of the fit
   * @param into sum of q_k entries
   */
  void gather(double[] b, int group, double[] into) {
    int g = group;
    for (int k = levels; k >= 1; k--) {
      int from = at(k, g);
      int stride = stride(k);
      for (int j = 0; j < randomEffects[k - 1]; j++) {
        into[effectAt[k - 1] + j] = b[from + j * stride];
      }
      g = k > 1 ? parent[k][g] : 0;
    }
  }

  /** The effects level 1 first, group by group, in the order of the data. */
  double[] inDataOrder(double[] effects) {
    double[] all = new double[entries()];
    int to = 0;
    for (int k = 1; k <= levels; k++) {
      for (int g = 0; g < groups[k - 1]; g++) {
        for (int j = 0; j < randomEffects[k - 1]; j++) {
          all[to++] = effects[at(k, g) + j * stride(k)];
        }
      }
    }
    return all;
  }

  /** Takes effects in the order of the data, which begin at a position. */
  void takeInDataOrder(double[] all, int at, double[] effects) {
    int from = at;
    for (int k = 1; k <= levels; k++) {
      for (int g = 0; g < groups[k - 1]; g++) {
        for (int j = 0; j < randomEffects[k - 1]; j++) {
          effects[at(k, g) + j * stride(k)] = all[from++];
        }
      }
    }
  }

  /**
   * b = Lambda u of every group of every level.
   *
   * @param lambda factors of all levels
   * @param factorAt where each level's factor begins
   */
  void multiply(double[] lambda, int[] factorAt, double[] u, double[] b) {
    for (int k = 1; k <= levels; k++) {
      int q = randomEffects[k - 1];
      int stride = stride(k);
      for (int unit = begin[k - 1]; unit < begin[k]; unit += q * stride) {
        for (int lane = 0; lane < stride; lane++) {
          multiply(lambda, factorAt[k - 1], q, u, unit + lane, stride, b);
        }
      }
    }
  }

  /** b = Lambda u of one group: entries at {@code at + i stride}, Lambda row-major q x q. */
  static void multiply(
      double[] factor, int factorAt, int q, double[] u, int at, int stride, double[] b) {
    for (int i = 0; i < q; i++) {
      double sum = 0;
      for (int j = 0; j < q; j++) {
        sum += factor[factorAt + i * q + j] * u[at + j * stride];
      }
      b[at + i * stride] = sum;
    }
  }
}
