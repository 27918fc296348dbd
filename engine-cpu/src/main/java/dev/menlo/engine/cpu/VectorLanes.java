package dev.menlo.engine.cpu;

import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Several lanes at a time with the Vector API ({@code jdk.incubator.vector}). Written as bytecode
 * only, because the API is there at run time where the user says so, and never when this is
 * compiled. Functions without a vector form are called lane by lane.
 */
final class VectorLanes extends LaneEmitter {
  private static final String API = "jdk/incubator/vector/";
  private static final String DOUBLES = API + "DoubleVector";
  private static final String DOUBLES_TYPE = "L" + DOUBLES + ";";
  private static final String LONGS = API + "LongVector";
  private static final String LONGS_TYPE = "L" + LONGS + ";";
  private static final String VECTOR_TYPE = "L" + API + "Vector;";
  private static final String MASK = API + "VectorMask";
  private static final String MASK_TYPE = "L" + MASK + ";";
  private static final String SPECIES_TYPE = "L" + API + "VectorSpecies;";
  private static final String OPERATORS = API + "VectorOperators";
  private static final String COMPARISON_TYPE = "L" + OPERATORS + "$Comparison;";
  private static final String BINARY_TYPE = "L" + OPERATORS + "$Binary;";
  private static final String BY_VECTOR = "(" + VECTOR_TYPE + ")" + DOUBLES_TYPE;
  private static final String BY_DOUBLE = "(D)" + DOUBLES_TYPE;

  private static final int IN_LOCAL = 0;
  private static final int UNIFORM = -1;

  private final int width;

  /** Where each node is: in a local, in a double local, or in a row of the spill array. */
  private final int[] home;

  private int invariants;
  private final VectorFunctions functions = new VectorFunctions(this);

  VectorLanes(Program program, MethodVisitor method, boolean moving, int width) {
    super(program, method, moving);
    this.width = width;
    home = new int[program.size()];
  }

  @Override
  int width() {
    return width;
  }

  @Override
  int slots() {
    return 1;
  }

  @Override
  void store(int variable) {
    method.visitVarInsn(Opcodes.ASTORE, variable);
  }

  @Override
  void fetch(int variable) {
    method.visitVarInsn(Opcodes.ALOAD, variable);
  }

  /**
   * Values that live through the loop over rows are kept out of vector locals: HotSpot would box
   * each of them at every call. Uniform inputs are doubles and are broadcast where they are used,
   * the others go through memory.
   */
  @Override
  void computeInvariant(int node) {
    Op op = program.op(node);
    if (op == Op.CONSTANT) {
      return;
    }
    if (op == Op.FIXED_EFFECT || op == Op.RESIDUAL_PARAMETER) {
      uniformDouble(node);
      home[node] = UNIFORM;
      local[node] = newLocal(2);
      method.visitVarInsn(Opcodes.DSTORE, local[node]);
    } else if (invariants == LaneProgram.INVARIANTS) {
      compute(node);
    } else {
      value(node);
      home[node] = LaneProgram.OPERANDS + invariants++;
      spill(home[node]);
    }
  }

  @Override
  void fetchNode(int node) {
    if (home[node] == IN_LOCAL) {
      fetch(local[node]);
    } else if (home[node] == UNIFORM) {
      species();
      method.visitVarInsn(Opcodes.DLOAD, local[node]);
      broadcast();
    } else {
      fromSpill(home[node]);
    }
  }

  private void fromSpill(int row) {
    species();
    method.visitVarInsn(Opcodes.ALOAD, SPILL);
    ScalarOperations.integer(method, row * LaneProgram.LANES);
    fromArray();
  }

  @Override
  void constant(double value) {
    species();
    method.visitLdcInsn(value);
    broadcast();
  }

  private void broadcast() {
    callStatic("broadcast", "(" + SPECIES_TYPE + "D)" + DOUBLES_TYPE);
  }

  private void species() {
    method.visitFieldInsn(
        Opcodes.GETSTATIC, DOUBLES, "SPECIES_" + width * Double.SIZE, SPECIES_TYPE);
  }

  @Override
  void loadElement() {
    int index = newLocal();
    int array = newLocal();
    method.visitVarInsn(Opcodes.ISTORE, index);
    method.visitVarInsn(Opcodes.ASTORE, array);
    species();
    method.visitVarInsn(Opcodes.ALOAD, array);
    method.visitVarInsn(Opcodes.ILOAD, index);
    fromArray();
  }

  private void fromArray() {
    callStatic("fromArray", "(" + SPECIES_TYPE + "[DI)" + DOUBLES_TYPE);
  }

  @Override
  void loadUniform() {
    method.visitInsn(Opcodes.DALOAD);
    int value = newLocal();
    newLocal();
    method.visitVarInsn(Opcodes.DSTORE, value);
    species();
    method.visitVarInsn(Opcodes.DLOAD, value);
    broadcast();
  }

  @Override
  void storeElement() {
    int value = newLocal();
    int index = newLocal();
    int array = newLocal();
    store(value);
    method.visitVarInsn(Opcodes.ISTORE, index);
    method.visitVarInsn(Opcodes.ASTORE, array);
    fetch(value);
    method.visitVarInsn(Opcodes.ALOAD, array);
    method.visitVarInsn(Opcodes.ILOAD, index);
    call("intoArray", "([DI)V");
  }

  @Override
  void add() {
    call("add", BY_VECTOR);
  }

  @Override
  void operation(int node) {
    Op op = program.op(node);
    int a = program.operand(node, 0);
    switch (op) {
      case NEG, ABS, SQRT -> {
        load(a);
        call(op == Op.NEG ? "neg" : op == Op.ABS ? "abs" : "sqrt", "()" + DOUBLES_TYPE);
      }
      case ADD, SUB, MUL, DIV -> {
        load(a);
        load(program.operand(node, 1));
        call(op.name().toLowerCase(java.util.Locale.ROOT), BY_VECTOR);
      }
      case LT, LE, EQ -> {
        constant(0);
        constant(1);
        load(a);
        comparison(op.name());
        load(program.operand(node, 1));
        compareVectors();
        blend();
      }
      case SELECT -> {
        load(program.operand(node, 2));
        load(program.operand(node, 1));
        load(a);
        compare("NE", 0);
        blend();
      }
      case EXP -> {
        load(a);
        functions.exp();
      }
      case LOG -> {
        load(a);
        functions.log();
      }
      case INVLOGIT -> {
        load(a);
        functions.invlogit();
      }
      default -> laneByLane(op, node);
    }
  }

  /** Calls the scalar function for every lane, through the spill array. */
  private void laneByLane(Op op, int node) {
    for (int k = 0; k < op.arity(); k++) {
      load(program.operand(node, k));
      spill(k);
    }
    eachLane(op, program.index(node));
  }

  /** Pops a vector into a row of the spill array. */
  void spill(int row) {
    method.visitVarInsn(Opcodes.ALOAD, SPILL);
    ScalarOperations.integer(method, row * LaneProgram.LANES);
    call("intoArray", "([DI)V");
  }

  /** Leaves the vector of a function of the spilled operands. */
  void eachLane(Op op, int index) {
    for (int l = 0; l < width; l++) {
      method.visitVarInsn(Opcodes.ALOAD, SPILL);
      ScalarOperations.integer(method, l);
      for (int k = 0; k < op.arity(); k++) {
        method.visitVarInsn(Opcodes.ALOAD, SPILL);
        ScalarOperations.integer(method, k * LaneProgram.LANES + l);
        method.visitInsn(Opcodes.DALOAD);
      }
      ScalarOperations.emit(method, op, index);
      method.visitInsn(Opcodes.DASTORE);
    }
    fromSpill(0);
  }

  /** Applies add, sub, mul or div with a constant to the vector on the stack. */
  void with(String name, double constant) {
    method.visitLdcInsn(constant);
    call(name, BY_DOUBLE);
  }

  /** Applies add, sub, mul or div to the vector on the stack and one in a local. */
  void withLocal(String name, int variable) {
    fetch(variable);
    call(name, BY_VECTOR);
  }

  /** Compares the vector on the stack with a constant: leaves the mask. */
  void compare(String how, double constant) {
    comparison(how);
    method.visitLdcInsn(constant);
    call("compare", "(" + COMPARISON_TYPE + "D)" + MASK_TYPE);
  }

  private void comparison(String how) {
    method.visitFieldInsn(Opcodes.GETSTATIC, OPERATORS, how, COMPARISON_TYPE);
  }

  private void compareVectors() {
    call("compare", "(" + COMPARISON_TYPE + VECTOR_TYPE + ")" + MASK_TYPE);
  }

  /** Vector, vector, mask on the stack: the second where the mask is set. */
  void blend() {
    call("blend", "(" + VECTOR_TYPE + MASK_TYPE + ")" + DOUBLES_TYPE);
  }

  /** The mask on the stack: jumps if every lane is set in it. */
  void ifAllTrue(Label label) {
    method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, MASK, "allTrue", "()Z", false);
    method.visitJumpInsn(Opcodes.IFNE, label);
  }

  /** Negates or takes the absolute value of the vector on the stack. */
  void unary(String name) {
    call(name, "()" + DOUBLES_TYPE);
  }

  /** The bits of the doubles on the stack. */
  void bits() {
    call("reinterpretAsLongs", "()" + LONGS_TYPE);
  }

  /** The doubles of the bits on the stack. */
  void doubles() {
    callLongs("reinterpretAsDoubles", "()" + DOUBLES_TYPE);
  }

  /** Shifts the bits on the stack, LSHL or LSHR. */
  void shift(String how, int places) {
    method.visitFieldInsn(Opcodes.GETSTATIC, OPERATORS, how, BINARY_TYPE);
    method.visitLdcInsn((long) places);
    callLongs("lanewise", "(" + BINARY_TYPE + "J)" + LONGS_TYPE);
  }

  /** Applies add, and, or with a constant to the bits on the stack. */
  void bitsWith(String name, long constant) {
    method.visitLdcInsn(constant);
    callLongs(name, "(J)" + LONGS_TYPE);
  }

  /** Subtracts the upper bits on the stack from those below. */
  void subtractBits() {
    callLongs("sub", "(" + VECTOR_TYPE + ")" + LONGS_TYPE);
  }

  void call(String name, String descriptor) {
    method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, DOUBLES, name, descriptor, false);
  }

  private void callLongs(String name, String descriptor) {
    method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, LONGS, name, descriptor, false);
  }

  private void callStatic(String name, String descriptor) {
    method.visitMethodInsn(Opcodes.INVOKESTATIC, DOUBLES, name, descriptor, false);
  }
}
