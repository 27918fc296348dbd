package dev.menlo.engine.cpu;

import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Emits nodes of a program into one method: each node becomes a double local. Operands computed in
 * another method are read from the slots array.
 */
final class NodeEmitter {
  /** Parameters shared by all methods of a lowered program, in order, from local 1. */
  static final String PARAMETERS = "[[DIII[D[D[D[D[DI[D";

  private static final int COVARIATES = 1;
  static final int FROM = 2;
  static final int TO = 3;
  private static final int LAG = 4;
  private static final int BETA = 5;
  private static final int EFFECTS = 6;
  private static final int DELTA = 7;
  private static final int MEAN = 8;
  private static final int OUT = 9;
  private static final int LD = 10;
  static final int SLOTS = 11;

  /** The row being evaluated. */
  static final int ROW = 12;

  /** First local free for nodes. */
  static final int FREE = 13;

  private final Program program;
  private final MethodVisitor method;
  private final int[] local;
  private int nextLocal = FREE;

  NodeEmitter(Program program, MethodVisitor method) {
    this.program = program;
    this.method = method;
    this.local = new int[program.size()];
  }

  /** Computes a node into a new local. */
  void compute(int node) {
    if (program.op(node) == Op.CONSTANT) {
      return;
    }
    value(node);
    local[node] = newLocal();
    method.visitVarInsn(Opcodes.DSTORE, local[node]);
  }

  /** A fresh double local. */
  int newLocal() {
    int fresh = nextLocal;
    nextLocal += 2;
    return fresh;
  }

  /** Stores a node into the slot of a number. */
  void storeSlot(int node, int slot) {
    method.visitVarInsn(Opcodes.ALOAD, SLOTS);
    integer(slot);
    load(node);
    method.visitInsn(Opcodes.DASTORE);
  }

  /** Stores a node as an output of the row; -1 stores 0. */
  void storeOutput(int node, int output) {
    method.visitVarInsn(Opcodes.ALOAD, OUT);
    integer(output);
    method.visitVarInsn(Opcodes.ILOAD, LD);
    method.visitInsn(Opcodes.IMUL);
    method.visitVarInsn(Opcodes.ILOAD, ROW);
    method.visitInsn(Opcodes.IADD);
    method.visitVarInsn(Opcodes.ILOAD, FROM);
    method.visitInsn(Opcodes.ISUB);
    if (node < 0) {
      method.visitInsn(Opcodes.DCONST_0);
    } else {
      load(node);
    }
    method.visitInsn(Opcodes.DASTORE);
  }

  /** Pushes a node that was computed before, here or in another method. */
  private void load(int node) {
    if (program.op(node) == Op.CONSTANT) {
      method.visitLdcInsn(program.constant(node));
    } else if (local[node] != 0) {
      method.visitVarInsn(Opcodes.DLOAD, local[node]);
    } else {
      loadSlot(node);
    }
  }

  private void loadSlot(int slot) {
    element(SLOTS, slot);
  }

  private void element(int array, int index) {
    method.visitVarInsn(Opcodes.ALOAD, array);
    integer(index);
    method.visitInsn(Opcodes.DALOAD);
  }

  private void integer(int value) {
    ScalarOperations.integer(method, value);
  }

  /** Pushes the value of a node from its operands. */
  private void value(int node) {
    Op op = program.op(node);
    switch (op) {
      case COVARIATE -> covariate(program.index(node), false);
      case PAIRED_COVARIATE -> covariate(program.index(node), true);
      case FIXED_EFFECT -> element(BETA, program.index(node));
      case RANDOM_EFFECT -> element(EFFECTS, program.index(node));
      case RESIDUAL_PARAMETER -> element(DELTA, program.index(node));
      case MEAN -> {
        method.visitVarInsn(Opcodes.ALOAD, MEAN);
        method.visitVarInsn(Opcodes.ILOAD, ROW);
        method.visitInsn(Opcodes.DALOAD);
      }
      case PREVIOUS -> previous(node);
      case SELECT -> select(node);
      default -> {
        for (int k = 0; k < op.arity(); k++) {
          load(program.operand(node, k));
        }
        ScalarOperations.emit(method, op, program.index(node));
      }
    }
  }

  private void covariate(int index, boolean paired) {
    method.visitVarInsn(Opcodes.ALOAD, COVARIATES);
    integer(index);
    method.visitInsn(Opcodes.AALOAD);
    method.visitVarInsn(Opcodes.ILOAD, ROW);
    if (paired) {
      method.visitVarInsn(Opcodes.ILOAD, LAG);
      method.visitInsn(Opcodes.ISUB);
    }
    method.visitInsn(Opcodes.DALOAD);
  }

  /** row == from ? initial : the value carried in the slot after the nodes' own. */
  private void previous(int node) {
    Label first = new Label();
    Label end = new Label();
    method.visitVarInsn(Opcodes.ILOAD, ROW);
    method.visitVarInsn(Opcodes.ILOAD, FROM);
    method.visitJumpInsn(Opcodes.IF_ICMPEQ, first);
    loadSlot(carrier(program, node));
    method.visitJumpInsn(Opcodes.GOTO, end);
    method.visitLabel(first);
    load(program.operand(node, 1));
    method.visitLabel(end);
  }

  /** Slot that carries the source of a PREVIOUS node to the next row. */
  static int carrier(Program program, int node) {
    return program.size() + node;
  }

  /** a != 0 ? b : c, NaN counting as not 0. */
  private void select(int node) {
    load(program.operand(node, 0));
    ScalarOperations.choose(
        method, () -> load(program.operand(node, 1)), () -> load(program.operand(node, 2)));
  }
}
