package dev.menlo.engine.cpu;

import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** One lane at a time, on doubles: runs on every JVM. */
final class ScalarLanes extends LaneEmitter {
  ScalarLanes(Program program, MethodVisitor method, boolean moving) {
    super(program, method, moving);
  }

  @Override
  int width() {
    return 1;
  }

  @Override
  int slots() {
    return 2;
  }

  @Override
  void store(int variable) {
    method.visitVarInsn(Opcodes.DSTORE, variable);
  }

  @Override
  void fetch(int variable) {
    method.visitVarInsn(Opcodes.DLOAD, variable);
  }

  @Override
  void constant(double value) {
    method.visitLdcInsn(value);
  }

  @Override
  void loadElement() {
    method.visitInsn(Opcodes.DALOAD);
  }

  @Override
  void loadUniform() {
    method.visitInsn(Opcodes.DALOAD);
  }

  @Override
  void storeElement() {
    method.visitInsn(Opcodes.DASTORE);
  }

  @Override
  void add() {
    method.visitInsn(Opcodes.DADD);
  }

  @Override
  void operation(int node) {
    Op op = program.op(node);
    load(program.operand(node, 0));
    if (op == Op.SELECT) {
      ScalarOperations.choose(
          method, () -> load(program.operand(node, 1)), () -> load(program.operand(node, 2)));
      return;
    }
    if (op.arity() == 2) {
      load(program.operand(node, 1));
    }
    ScalarOperations.emit(method, op, program.index(node));
  }
}
