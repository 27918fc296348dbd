package dev.menlo.engine.program;

import java.util.Arrays;
import java.util.Objects;

/**
 * A formula as a single-assignment list over doubles. Node i is computed from nodes before it (only
 * {@link Op#PREVIOUS} may look ahead, at a value of the row before). Immutable; built by {@link
 * ProgramBuilder}, which shares common subexpressions.
 */
public final class Program {
  private final Op[] ops;
  private final int[][] operands;
  private final double[] constants;
  private final int[] indexes;
  private final int[] outputs;

  Program(Op[] ops, int[][] operands, double[] constants, int[] indexes, int[] outputs) {
    this.ops = Objects.requireNonNull(ops);
    this.operands = Objects.requireNonNull(operands);
    this.constants = Objects.requireNonNull(constants);
    this.indexes = Objects.requireNonNull(indexes);
    this.outputs = Objects.requireNonNull(outputs);
  }

  /** The number of nodes. */
  public int size() {
    return ops.length;
  }

  /** Operation of a node. */
  public Op op(int node) {
    return ops[node];
  }

  /** Operand k of a node, a node number. */
  public int operand(int node, int k) {
    return operands[node][k];
  }

  /** Value of a CONSTANT node. */
  public double constant(int node) {
    return constants[node];
  }

  /** Index of an input node (which covariate, effect, parameter), of POWLOG or of POLYGAMMA. */
  public int index(int node) {
    return indexes[node];
  }

  /** The nodes whose values are returned; a copy. */
  public int[] outputs() {
    return outputs.clone();
  }

  /** Whether the program carries state from row to row. */
  public boolean isRecursive() {
    for (Op op : ops) {
      if (op == Op.PREVIOUS) {
        return true;
      }
    }
    return false;
  }

  /** Whether the other is a program of the same nodes in the same order. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Program program
        && Arrays.equals(ops, program.ops)
        && Arrays.deepEquals(operands, program.operands)
        && Arrays.equals(constants, program.constants)
        && Arrays.equals(indexes, program.indexes)
        && Arrays.equals(outputs, program.outputs);
  }

  @Override
  public int hashCode() {
    int hash = Arrays.deepHashCode(operands);
    for (Op op : ops) {
      hash = 31 * hash + op.ordinal();
    }
    hash = 31 * hash + Arrays.hashCode(constants);
    return 31 * hash + Arrays.hashCode(indexes);
  }

  /** One node a line, for tests and logs. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < ops.length; i++) {
      text.append('%').append(i).append(" = ").append(ops[i]);
      switch (ops[i]) {
        case CONSTANT -> text.append(' ').append(constants[i]);
        case COVARIATE,
            PAIRED_COVARIATE,
            FIXED_EFFECT,
            RANDOM_EFFECT,
            RESIDUAL_PARAMETER,
            POWLOG,
            POLYGAMMA ->
            text.append('[').append(indexes[i]).append(']');
        default -> {}
      }
      for (int operand : operands[i]) {
        text.append(" %").append(operand);
      }
      text.append('\n');
    }
    text.append("outputs");
    for (int output : outputs) {
      text.append(" %").append(output);
    }
    return text.toString();
  }
}
