package dev.menlo.engine.cpu;

import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;
import dev.menlo.engine.program.ProgramBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A program in two: {@code functions} leaves the elementary functions of a row and their arguments,
 * {@code rest} reads them as numbers of the third row array ({@link Op#MEAN}) and does what
 * remains. A function is one long chain of operations; in a body of its own several rows overlap in
 * the processor. The same operations give the same bits.
 */
record StagedProgram(Program functions, Program rest) {
  /** Cuts a program; empty if it has no elementary function of row inputs, or reads a mean. */
  static Optional<StagedProgram> of(Program program) {
    if (program.isRecursive()) {
      return Optional.empty();
    }
    boolean[] varies = new boolean[program.size()];
    List<Integer> cut = new ArrayList<>();
    for (int i = 0; i < program.size(); i++) {
      Op op = program.op(i);
      if (op == Op.MEAN) {
        return Optional.empty();
      }
      varies[i] = op == Op.COVARIATE || op == Op.PAIRED_COVARIATE;
      for (int k = 0; k < op.arity(); k++) {
        varies[i] |= varies[program.operand(i, k)];
      }
      if (varies[i] && isElementary(op)) {
        addArguments(program, i, varies, cut);
        cut.add(i);
      }
    }
    return cut.isEmpty() ? Optional.empty() : Optional.of(cut(program, cut));
  }

  private static void addArguments(Program program, int i, boolean[] varies, List<Integer> cut) {
    for (int k = 0; k < program.op(i).arity(); k++) {
      int argument = program.operand(i, k);
      if (varies[argument] && !program.op(argument).isInput() && !cut.contains(argument)) {
        cut.add(argument);
      }
    }
  }

  /** Whether an operation is far longer than an addition. */
  private static boolean isElementary(Op op) {
    return switch (op) {
      case NEG, ABS, SQRT, ADD, SUB, MUL, DIV, MIN, MAX, LT, LE, EQ, SELECT, PREVIOUS -> false;
      default -> op.arity() > 0;
    };
  }

  private static StagedProgram cut(Program program, List<Integer> cut) {
    ProgramBuilder functions = new ProgramBuilder();
    int[] whole = copy(program, functions, List.of());
    ProgramBuilder rest = new ProgramBuilder();
    int[] reading = copy(program, rest, cut);
    return new StagedProgram(
        functions.build(cut.stream().mapToInt(i -> whole[i]).toArray()),
        rest.build(java.util.Arrays.stream(program.outputs()).map(i -> reading[i]).toArray()));
  }

  /** Copies a program with some of its nodes read instead. */
  private static int[] copy(Program program, ProgramBuilder b, List<Integer> read) {
    int[] copy = new int[program.size()];
    for (int i = 0; i < copy.length; i++) {
      int at = read.indexOf(i);
      copy[i] = at >= 0 ? b.input(Op.MEAN, at) : node(program, i, copy, b);
    }
    return copy;
  }

  private static int node(Program program, int i, int[] copy, ProgramBuilder b) {
    Op op = program.op(i);
    if (op == Op.CONSTANT) {
      return b.constant(program.constant(i));
    }
    if (op.isInput()) {
      return b.input(op, program.index(i));
    }
    int[] operands = new int[op.arity()];
    for (int k = 0; k < operands.length; k++) {
      operands[k] = copy[program.operand(i, k)];
    }
    return switch (op) {
      case POWLOG -> b.powlog(operands[0], operands[1], program.index(i));
      case POLYGAMMA -> b.polygamma(operands[0], program.index(i));
      default -> b.apply(op, operands);
    };
  }
}
