package dev.menlo.engine.cpu;

import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Lowers a {@link Program} to a hidden class that implements {@link RowProgram}.
 *
 * <p>Only nodes that an output needs are lowered. Nodes that do not change from row to row within a
 * group are computed before the loop over rows. A program too long for one method that HotSpot
 * compiles (8000 bytes of bytecode) is cut into segments that hand values on in the slots array;
 * values carried by PREVIOUS live there too.
 */
final class ProgramCompiler {
  private static final int NODES_PER_METHOD = 220;
  private static final String NAME =
      Type.getInternalName(ProgramCompiler.class).replace("ProgramCompiler", "LoweredProgram");

  private static final String VOID = "(" + NodeEmitter.PARAMETERS + ")V";
  private static final String SEGMENT = "(" + NodeEmitter.PARAMETERS + "I)V";

  private final Program program;
  private final int[] outputs;
  private final List<Integer> invariant = new ArrayList<>();
  private final List<Integer> varying = new ArrayList<>();
  private final List<Integer> carried = new ArrayList<>();
  private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);

  private ProgramCompiler(Program program, int[] outputs) {
    this.program = program;
    this.outputs = outputs.clone();
    classify();
  }

  /** Lowers all outputs of a program. */
  static RowProgram compile(Program program) {
    return compile(program, program.outputs());
  }

  /**
   * Lowers a program to chosen outputs.
   *
   * @param outputs nodes, in output order; -1 is an output that is always 0
   */
  static RowProgram compile(Program program, int[] outputs) {
    byte[] bytes = new ProgramCompiler(program, outputs).emit();
    return (RowProgram) HiddenClasses.instance(bytes);
  }

  /** Sorts the nodes that outputs need into invariant and varying, in program order. */
  private void classify() {
    boolean[] needed = new boolean[program.size()];
    for (int output : outputs) {
      if (output >= 0) {
        need(output, needed);
      }
    }
    boolean[] varies = new boolean[program.size()];
    for (int i = 0; i < program.size(); i++) {
      if (!needed[i]) {
        continue;
      }
      Op op = program.op(i);
      varies[i] = variesByItself(op);
      for (int k = 0; k < op.arity() && !varies[i]; k++) {
        varies[i] = varies[program.operand(i, k)];
      }
      (varies[i] ? varying : invariant).add(i);
      if (op == Op.PREVIOUS) {
        carried.add(i);
      }
    }
  }

  private static boolean variesByItself(Op op) {
    return switch (op) {
      case COVARIATE, PAIRED_COVARIATE, MEAN, PREVIOUS -> true;
      default -> false;
    };
  }

  private void need(int root, boolean[] needed) {
    List<Integer> stack = new ArrayList<>(List.of(root));
    while (!stack.isEmpty()) {
      int node = stack.remove(stack.size() - 1);
      if (!needed[node]) {
        needed[node] = true;
        for (int k = 0; k < program.op(node).arity(); k++) {
          stack.add(program.operand(node, k));
        }
      }
    }
  }

  private byte[] emit() {
    writer.visit(
        Opcodes.V17,
        Opcodes.ACC_FINAL | Opcodes.ACC_SUPER,
        NAME,
        null,
        "java/lang/Object",
        new String[] {Type.getInternalName(RowProgram.class)});
    HiddenClasses.constructor(writer);
    int work = invariant.size() + varying.size() + outputs.length;
    boolean whole = work <= NODES_PER_METHOD;
    if (whole) {
      oneMethod();
    } else {
      segments();
    }
    slots(whole && carried.isEmpty() ? 0 : 2 * program.size());
    writer.visitEnd();
    return writer.toByteArray();
  }

  private void slots(int count) {
    MethodVisitor m = writer.visitMethod(Opcodes.ACC_PUBLIC, "slots", "()I", null, null);
    m.visitCode();
    m.visitLdcInsn(count);
    m.visitInsn(Opcodes.IRETURN);
    m.visitMaxs(0, 0);
    m.visitEnd();
  }

  private static void finish(MethodVisitor m) {
    m.visitInsn(Opcodes.RETURN);
    m.visitMaxs(0, 0);
    m.visitEnd();
  }

  private MethodVisitor evaluate() {
    MethodVisitor m = writer.visitMethod(Opcodes.ACC_PUBLIC, "evaluate", VOID, null, null);
    m.visitCode();
    return m;
  }

  private void oneMethod() {
    MethodVisitor m = evaluate();
    NodeEmitter emitter = new NodeEmitter(program, m);
    invariant.forEach(emitter::compute);
    loop(
        m,
        () -> {
          varying.forEach(emitter::compute);
          for (int o = 0; o < outputs.length; o++) {
            emitter.storeOutput(outputs[o], o);
          }
          carried.forEach(c -> carry(emitter, c));
        });
    finish(m);
  }

  private void carry(NodeEmitter emitter, int previous) {
    emitter.storeSlot(program.operand(previous, 0), NodeEmitter.carrier(program, previous));
  }

  /** for (row = from; row &lt; to; row++) body. */
  private static void loop(MethodVisitor m, Runnable body) {
    Label test = new Label();
    Label top = new Label();
    m.visitVarInsn(Opcodes.ILOAD, NodeEmitter.FROM);
    m.visitVarInsn(Opcodes.ISTORE, NodeEmitter.ROW);
    m.visitJumpInsn(Opcodes.GOTO, test);
    m.visitLabel(top);
    body.run();
    m.visitIincInsn(NodeEmitter.ROW, 1);
    m.visitLabel(test);
    m.visitVarInsn(Opcodes.ILOAD, NodeEmitter.ROW);
    m.visitVarInsn(Opcodes.ILOAD, NodeEmitter.TO);
    m.visitJumpInsn(Opcodes.IF_ICMPLT, top);
  }

  private void segments() {
    List<String> before = nodeSegments("invariant", invariant);
    List<String> within = nodeSegments("varying", varying);
    within.addAll(endOfRowSegments());
    MethodVisitor m = evaluate();
    m.visitVarInsn(Opcodes.ILOAD, NodeEmitter.FROM);
    m.visitVarInsn(Opcodes.ISTORE, NodeEmitter.ROW);
    before.forEach(name -> call(m, name));
    loop(m, () -> within.forEach(name -> call(m, name)));
    finish(m);
  }

  private static void call(MethodVisitor m, String segment) {
    m.visitVarInsn(Opcodes.ALOAD, 0);
    int local = 1;
    for (Type type : Type.getArgumentTypes(SEGMENT)) {
      m.visitVarInsn(type.getOpcode(Opcodes.ILOAD), local++);
    }
    m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, NAME, segment, SEGMENT, false);
  }

  /** Methods that compute nodes and leave every one in its slot. */
  private List<String> nodeSegments(String stem, List<Integer> nodes) {
    List<String> names = new ArrayList<>();
    for (int at = 0; at < nodes.size(); at += NODES_PER_METHOD) {
      List<Integer> part = nodes.subList(at, Math.min(nodes.size(), at + NODES_PER_METHOD));
      names.add(
          segment(
              stem + at,
              emitter -> {
                for (int node : part) {
                  emitter.compute(node);
                  emitter.storeSlot(node, node);
                }
              }));
    }
    return names;
  }

  /** Methods that store the outputs of a row and what it carries to the next. */
  private List<String> endOfRowSegments() {
    List<String> names = new ArrayList<>();
    for (int at = 0; at < outputs.length; at += NODES_PER_METHOD) {
      int first = at;
      int end = Math.min(outputs.length, at + NODES_PER_METHOD);
      names.add(
          segment(
              "outputs" + at,
              emitter -> {
                for (int o = first; o < end; o++) {
                  emitter.storeOutput(outputs[o], o);
                }
              }));
    }
    for (int at = 0; at < carried.size(); at += NODES_PER_METHOD) {
      List<Integer> part = carried.subList(at, Math.min(carried.size(), at + NODES_PER_METHOD));
      names.add(segment("carry" + at, emitter -> part.forEach(c -> carry(emitter, c))));
    }
    return names;
  }

  private String segment(String name, Consumer<NodeEmitter> body) {
    MethodVisitor m = writer.visitMethod(Opcodes.ACC_FINAL, name, SEGMENT, null, null);
    m.visitCode();
    body.accept(new NodeEmitter(program, m));
    finish(m);
    return name;
  }
}
