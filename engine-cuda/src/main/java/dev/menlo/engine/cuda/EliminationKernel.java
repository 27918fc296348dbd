package dev.menlo.engine.cuda;

import java.util.List;

/**
 * The kernel that eliminates the random effects of a group: by size, one thread a group with its
 * matrices in registers, one warp a group that exchanges rows by shuffles, or, for any size, one
 * thread a group with its matrices in memory.
 *
 * @param name of its source and entry
 * @param order largest n
 * @param effects largest q
 * @param warp whether a warp works on a group
 */
record EliminationKernel(String name, int order, int effects, boolean warp) {
  private static final List<EliminationKernel> BY_SIZE =
      List.of(
          new EliminationKernel("register_elimination_5_2", 5, 2, false),
          new EliminationKernel("register_elimination_8_3", 8, 3, false),
          new EliminationKernel("register_elimination_11_5", 11, 5, false),
          new EliminationKernel("warp_elimination_8", 33, 8, true),
          new EliminationKernel("warp_elimination_16", 33, 16, true));

  /** For groups of any size. */
  static final EliminationKernel GENERAL =
      new EliminationKernel("group_elimination", Integer.MAX_VALUE, Integer.MAX_VALUE, false);

  /** The first that holds a group of order n with q effects. */
  static EliminationKernel of(int n, int q) {
    return BY_SIZE.stream().filter(k -> n <= k.order && q <= k.effects).findFirst().orElse(GENERAL);
  }
}
