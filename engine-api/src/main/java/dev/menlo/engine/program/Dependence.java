package dev.menlo.engine.program;

import java.util.BitSet;

/** On which of some parameters each node of a builder depends, structurally; a snapshot. */
final class Dependence {
  private final BitSet[] parameters;

  /**
   * Propagates to a fixed point, since a recursion may feed nodes before its source.
   *
   * @param parameterNodes the input nodes of the parameters, distinct
   */
  Dependence(ProgramBuilder builder, int[] parameterNodes) {
    parameters = new BitSet[builder.size()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = new BitSet(parameterNodes.length);
    }
    for (int j = 0; j < parameterNodes.length; j++) {
      parameters[parameterNodes[j]].set(j);
    }
    boolean moved = true;
    while (moved) {
      moved = false;
      for (int i = 0; i < parameters.length; i++) {
        moved |= propagate(builder, i);
      }
    }
  }

  private boolean propagate(ProgramBuilder builder, int node) {
    int before = parameters[node].cardinality();
    for (int k = 0; k < builder.op(node).arity(); k++) {
      int operand = builder.operand(node, k);
      if (operand != ProgramBuilder.NO_SOURCE) {
        parameters[node].or(parameters[operand]);
      }
    }
    return parameters[node].cardinality() != before;
  }

  boolean on(int node, int parameter) {
    return parameters[node].get(parameter);
  }

  boolean onAny(int node) {
    return !parameters[node].isEmpty();
  }
}
