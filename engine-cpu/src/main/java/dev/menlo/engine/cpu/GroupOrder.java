package dev.menlo.engine.cpu;

/**
 * Where the numbers of a deepest group are kept. Each group has a block of some length in each
 * array; blocks stand one after another, or {@link #lanes} of them side by side, number by number,
 * so that a program over lanes reads them as they are:
 *
 * <pre>number i of a group is at {@code at(group, length) + i lanes}</pre>
 *
 * <p>Slots without a group hold zeros, which add nothing to any sum.
 */
final class GroupOrder {
  /** Blocks side by side, a power of two; 1 where a block is contiguous. */
  final int lanes;

  /** Blocks that an array has room for, a multiple of {@link #lanes}. */
  final int slots;

  /** Slot of each group; null if group g has slot g. */
  private final int[] slot;

  private GroupOrder(int lanes, int slots, int[] slot) {
    this.lanes = lanes;
    this.slots = slots;
    this.slot = slot;
  }

  /** Group after group. */
  static GroupOrder plain(int groups) {
    return new GroupOrder(1, groups, null);
  }

  /**
   * In lanes.
   *
   * @param groupOf group of each slot, -1 for none
   */
  static GroupOrder lanes(int groups, int[] groupOf) {
    int[] slot = new int[groups];
    for (int s = 0; s < groupOf.length; s++) {
      if (groupOf[s] >= 0) {
        slot[groupOf[s]] = s;
      }
    }
    return new GroupOrder(LaneProgram.LANES, groupOf.length, slot);
  }

  /** Where the block of a group begins, of blocks of a length. */
  int at(int group, int length) {
    int s = slot == null ? group : slot[group];
    int mask = lanes - 1;
    return (s & ~mask) * length + (s & mask);
  }

  /** An array of blocks of a length, all 0. */
  double[] allocate(int length) {
    return new double[Math.multiplyExact(slots, length)];
  }

  /** Copies a group's block from an array of blocks. */
  void gather(double[] blocks, int group, int length, double[] into) {
    int at = at(group, length);
    for (int i = 0; i < length; i++) {
      into[i] = blocks[at + i * lanes];
    }
  }

  /** Copies a group's block to an array of blocks. */
  void scatter(double[] from, int group, int length, double[] blocks) {
    int at = at(group, length);
    for (int i = 0; i < length; i++) {
      blocks[at + i * lanes] = from[i];
    }
  }
}
