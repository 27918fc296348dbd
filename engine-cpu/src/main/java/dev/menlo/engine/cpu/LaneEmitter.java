package dev.menlo.engine.cpu;

import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Emits nodes of a program into the one method of a {@link LaneProgram}: each node becomes a local,
 * a double or a vector of doubles. Both forms do the same operations in the same order.
 */
abstract class LaneEmitter {
  /** Parameters of {@link LaneProgram#run}. */
  static final String PARAMETERS = "[DI[DI[DI[DI[D[DI[DI[DI[D";

  private static final int FIRST = 1;
  private static final int SECOND = 3;
  private static final int MEANS = 5;
  private static final int LANE_INPUT = 7;
  private static final int BETA = 9;
  private static final int DELTA = 10;
  static final int ROWS = 11;
  private static final int STORED = 12;
  private static final int SUMS = 14;
  static final int SPILL = 16;
  static final int LANE = 17;
  static final int ROW = 18;

  /** Where the row at hand begins in each of the row arrays: the lane's offset included. */
  static final int[] CURSOR = {19, 20, 21, 22, 23};

  static final int[] BEGIN = {2, 4, 6, 13, 8};

  /** The cursors again, of known range. */
  private static final int[] BOUNDED = {24, 25, 26, 27, 28};

  private static final int FREE = 29;

  final Program program;
  final MethodVisitor method;
  private final boolean moving;
  final int[] local;
  private int nextLocal = FREE;

  /**
   * Begins a method.
   *
   * @param moving whether the numbers of a lane are others in every row
   */
  LaneEmitter(Program program, MethodVisitor method, boolean moving) {
    this.program = program;
    this.method = method;
    this.moving = moving;
    local = new int[program.size()];
  }

  /** Lanes that a value holds. */
  abstract int width();

  /** Locals that a value takes. */
  abstract int slots();

  /** Pops a value into a local. */
  abstract void store(int variable);

  /** Pushes the value in a local. */
  abstract void fetch(int variable);

  /** Pushes a constant. */
  abstract void constant(double value);

  /** Array and index are on the stack: leaves the value. */
  abstract void loadElement();

  /** Array and index are on the stack: leaves the same double in every lane. */
  abstract void loadUniform();

  /** Array, index and value are on the stack: stores the value. */
  abstract void storeElement();

  /** Emits an operation; pushes its operands itself. */
  abstract void operation(int node);

  /** Adds the two values on the stack. */
  abstract void add();

  /** Computes a node into a new local. */
  final void compute(int node) {
    if (program.op(node) == Op.CONSTANT) {
      return;
    }
    value(node);
    local[node] = newLocal();
    store(local[node]);
  }

  /** Computes a node that is the same for all rows, before them. */
  void computeInvariant(int node) {
    compute(node);
  }

  /** A fresh local for a value. */
  final int newLocal() {
    return newLocal(slots());
  }

  /** A fresh local of one or two slots. */
  final int newLocal(int slots) {
    int fresh = nextLocal;
    nextLocal += slots;
    return fresh;
  }

  /** Pushes a node that was computed before. */
  final void load(int node) {
    if (program.op(node) == Op.CONSTANT) {
      constant(program.constant(node));
    } else {
      fetchNode(node);
    }
  }

  /** Pushes a node that is not a constant. */
  void fetchNode(int node) {
    fetch(local[node]);
  }

  /** Pushes what a node computes. */
  final void value(int node) {
    int index = program.index(node);
    switch (program.op(node)) {
      case COVARIATE -> row(FIRST, 0, index);
      case PAIRED_COVARIATE -> row(SECOND, 1, index);
      case MEAN -> row(MEANS, 2, index);
      case RANDOM_EFFECT -> {
        if (moving) {
          row(LANE_INPUT, 4, index);
        } else {
          lane(LANE_INPUT, LANE_INPUT + 1, index);
        }
      }
      case FIXED_EFFECT -> uniform(BETA, index);
      case RESIDUAL_PARAMETER -> uniform(DELTA, index);
      default -> operation(node);
    }
  }

  /**
   * Begins a row: positions are masked by what they cannot exceed, which tells HotSpot that adding
   * a constant does not overflow, so that it becomes part of the address.
   */
  final void beginRow() {
    for (int c = 0; c < CURSOR.length; c++) {
      method.visitVarInsn(Opcodes.ILOAD, CURSOR[c]);
      method.visitLdcInsn(LaneProgram.LONGEST - 1);
      method.visitInsn(Opcodes.IAND);
      method.visitVarInsn(Opcodes.ISTORE, BOUNDED[c]);
    }
  }

  /** Pushes the row input of an array. */
  private void row(int array, int cursor, int index) {
    method.visitVarInsn(Opcodes.ALOAD, array);
    offset(BOUNDED[cursor], index);
    loadElement();
  }

  private void offset(int base, int index) {
    method.visitVarInsn(Opcodes.ILOAD, base);
    if (index > 0) {
      ScalarOperations.integer(method, index * LaneProgram.LANES);
      method.visitInsn(Opcodes.IADD);
    }
  }

  private void lane(int array, int begin, int index) {
    method.visitVarInsn(Opcodes.ALOAD, array);
    offset(begin, index);
    method.visitVarInsn(Opcodes.ILOAD, LANE);
    method.visitInsn(Opcodes.IADD);
    loadElement();
  }

  private void uniform(int array, int index) {
    pushUniform(array, index);
    loadUniform();
  }

  private void pushUniform(int array, int index) {
    method.visitVarInsn(Opcodes.ALOAD, array);
    ScalarOperations.integer(method, index);
  }

  /** Pushes the double of an input that is the same for all lanes. */
  final void uniformDouble(int node) {
    pushUniform(program.op(node) == Op.FIXED_EFFECT ? BETA : DELTA, program.index(node));
    method.visitInsn(Opcodes.DALOAD);
  }

  /** Stores a node as a stored output of the row. */
  final void storeOutput(int node, int output) {
    method.visitVarInsn(Opcodes.ALOAD, STORED);
    offset(BOUNDED[3], output);
    load(node);
    storeElement();
  }

  /** Begins a sum in a new local with what the array holds. */
  final int beginSum(int output) {
    lane(SUMS, SUMS + 1, output);
    int sum = newLocal();
    store(sum);
    return sum;
  }

  /** Adds a node to a sum. */
  final void addTo(int sum, int node) {
    fetch(sum);
    load(node);
    add();
    store(sum);
  }

  /** Writes a sum back. */
  final void endSum(int sum, int output) {
    method.visitVarInsn(Opcodes.ALOAD, SUMS);
    offset(SUMS + 1, output);
    method.visitVarInsn(Opcodes.ILOAD, LANE);
    method.visitInsn(Opcodes.IADD);
    fetch(sum);
    storeElement();
  }
}
