package dev.menlo.engine.program;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Finds recursions that are equal though they were built apart. Hash-consing cannot merge {@code p
 * = previous(f(p))} and {@code q = previous(f(q))}; partition refinement can: assume that all nodes
 * of one operation, constant and index are equal, and split classes whose members have operands in
 * different classes until nothing splits. What remains together is equal at every row.
 */
final class RecursionSharing {
  private record Signature(Op op, long bits, int index, List<Integer> operandClasses) {}

  private RecursionSharing() {}

  /** Per node the first node of its class; the identity where there is no recursion. */
  static int[] representatives(ProgramBuilder builder) {
    int n = builder.size();
    if (IntStream.range(0, n).noneMatch(i -> builder.op(i) == Op.PREVIOUS)) {
      return IntStream.range(0, n).toArray();
    }
    int[] classOf = new int[n];
    int classes = 1;
    while (true) {
      Map<Signature, Integer> first = new HashMap<>();
      int[] refined = new int[n];
      for (int i = 0; i < n; i++) {
        int node = i;
        refined[i] = first.computeIfAbsent(signature(builder, i, classOf), s -> node);
      }
      if (first.size() == classes) {
        return refined;
      }
      classes = first.size();
      classOf = refined;
    }
  }

  private static Signature signature(ProgramBuilder builder, int node, int[] classOf) {
    Op op = builder.op(node);
    Integer[] operandClasses = new Integer[op.arity()];
    for (int k = 0; k < operandClasses.length; k++) {
      int operand = builder.operand(node, k);
      // A recursion without a source is equal to itself only.
      operandClasses[k] = operand == ProgramBuilder.NO_SOURCE ? -1 - node : classOf[operand];
    }
    long bits = Double.doubleToLongBits(builder.constantValue(node));
    return new Signature(op, bits, builder.index(node), Arrays.asList(operandClasses));
  }
}
