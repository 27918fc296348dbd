package dev.menlo.engine.program;

import java.util.ArrayDeque;
import java.util.BitSet;

/** Which nodes of a builder some outputs need, through recursions too. */
final class Liveness {
  private Liveness() {}

  /**
   * The live nodes in ascending order.
   *
   * @param representative per node the node that stands for it
   * @param roots the outputs, representatives
   */
  static int[] of(ProgramBuilder builder, int[] representative, int[] roots) {
    BitSet live = new BitSet(builder.size());
    ArrayDeque<Integer> open = new ArrayDeque<>();
    for (int root : roots) {
      open.push(root);
    }
    while (!open.isEmpty()) {
      int node = open.pop();
      if (live.get(node)) {
        continue;
      }
      live.set(node);
      for (int k = 0; k < builder.op(node).arity(); k++) {
        int operand = builder.operand(node, k);
        if (operand == ProgramBuilder.NO_SOURCE) {
          throw new IllegalStateException("PREVIOUS node " + node + " has no source");
        }
        open.push(representative[operand]);
      }
    }
    return live.stream().toArray();
  }
}
