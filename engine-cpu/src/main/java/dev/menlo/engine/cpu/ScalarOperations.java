package dev.menlo.engine.cpu;

import dev.menlo.engine.program.ElementaryFunctions;
import dev.menlo.engine.program.Op;
import java.util.Locale;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Bytecode of the operations of a program on doubles, operands on the stack. */
final class ScalarOperations {
  private static final String FUNCTIONS = Type.getInternalName(ElementaryFunctions.class);

  private ScalarOperations() {}

  /**
   * Emits an operation of one or two operands.
   *
   * @param index of the node, for POWLOG and POLYGAMMA
   */
  static void emit(MethodVisitor method, Op op, int index) {
    switch (op) {
      case NEG -> method.visitInsn(Opcodes.DNEG);
      case ADD -> method.visitInsn(Opcodes.DADD);
      case SUB -> method.visitInsn(Opcodes.DSUB);
      case MUL -> method.visitInsn(Opcodes.DMUL);
      case DIV -> method.visitInsn(Opcodes.DDIV);
      case LT -> truth(method, Opcodes.DCMPG, Opcodes.IFLT);
      case LE -> truth(method, Opcodes.DCMPG, Opcodes.IFLE);
      case EQ -> truth(method, Opcodes.DCMPL, Opcodes.IFEQ);
      case ABS, SQRT, FLOOR, CEIL -> math(method, lower(op), 1);
      case SIGN -> math(method, "signum", 1);
      case MIN, MAX -> math(method, lower(op), 2);
      case POWLOG -> indexed(method, op, index, "(DDI)D");
      case POLYGAMMA -> indexed(method, op, index, "(DI)D");
      default ->
          method.visitMethodInsn(
              Opcodes.INVOKESTATIC, FUNCTIONS, lower(op), descriptor(op.arity()), false);
    }
  }

  /** The condition is on the stack: leaves one value if it is not 0 (or NaN), else the other. */
  static void choose(MethodVisitor method, Runnable then, Runnable otherwise) {
    Label zero = new Label();
    Label end = new Label();
    method.visitInsn(Opcodes.DCONST_0);
    method.visitInsn(Opcodes.DCMPL);
    method.visitJumpInsn(Opcodes.IFEQ, zero);
    then.run();
    method.visitJumpInsn(Opcodes.GOTO, end);
    method.visitLabel(zero);
    otherwise.run();
    method.visitLabel(end);
  }

  /** Pushes an int. */
  static void integer(MethodVisitor method, int value) {
    if (value >= 0 && value < 6) {
      method.visitInsn(Opcodes.ICONST_0 + value);
    } else if (value >= 0 && value <= Short.MAX_VALUE) {
      method.visitIntInsn(Opcodes.SIPUSH, value);
    } else {
      method.visitLdcInsn(value);
    }
  }

  /** Leaves 1 if the comparison of the two operands holds, else 0; false for NaN. */
  private static void truth(MethodVisitor method, int compare, int jump) {
    Label holds = new Label();
    Label end = new Label();
    method.visitInsn(compare);
    method.visitJumpInsn(jump, holds);
    method.visitInsn(Opcodes.DCONST_0);
    method.visitJumpInsn(Opcodes.GOTO, end);
    method.visitLabel(holds);
    method.visitInsn(Opcodes.DCONST_1);
    method.visitLabel(end);
  }

  private static void math(MethodVisitor method, String name, int arity) {
    method.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Math", name, descriptor(arity), false);
  }

  private static void indexed(MethodVisitor method, Op op, int index, String descriptor) {
    integer(method, index);
    method.visitMethodInsn(Opcodes.INVOKESTATIC, FUNCTIONS, lower(op), descriptor, false);
  }

  private static String lower(Op op) {
    return op.name().toLowerCase(Locale.ROOT);
  }

  private static String descriptor(int arity) {
    return "(" + "D".repeat(arity) + ")D";
  }
}
