package dev.menlo.engine.cpu;

import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;
import java.util.Arrays;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Lowers a {@link Program} to a hidden class that implements {@link LaneProgram}, on vectors where
 * the machine and the JVM have them, else on doubles: the same bits either way.
 */
final class LaneCompiler {
  private static final String NAME =
      Type.getInternalName(LaneCompiler.class).replace("LaneCompiler", "LoweredLanes");
  private static final String RUN = "(" + LaneEmitter.PARAMETERS + ")V";

  /** Bytes of a method that HotSpot compiles, with a margin. */
  private static final int LONGEST = 7900;

  private final Program program;
  private final int sums;
  private final int[] widths;
  private final boolean moving;
  private final int[] outputs;
  private final boolean[] varies;

  private LaneCompiler(Program program, int sums, LaneInputs inputs) {
    this.program = program;
    this.sums = sums;
    outputs = program.outputs();
    moving = inputs.lane() > 0;
    widths =
        new int[] {
          inputs.first(), inputs.second(), inputs.third(), outputs.length - sums, inputs.lane()
        };
    varies = new boolean[program.size()];
    for (int i = 0; i < varies.length; i++) {
      Op op = program.op(i);
      varies[i] =
          op == Op.COVARIATE
              || op == Op.PAIRED_COVARIATE
              || op == Op.MEAN
              || (moving && op == Op.RANDOM_EFFECT);
      for (int k = 0; k < op.arity(); k++) {
        varies[i] |= varies[program.operand(i, k)];
      }
    }
  }

  /** Whether a program can be lowered: no recursion, and short enough for one method. */
  static boolean suits(Program program) {
    int bytes = program.outputs().length * 20;
    for (int i = 0; i < program.size(); i++) {
      bytes += bytes(program.op(i));
    }
    return bytes <= LONGEST && !program.isRecursive();
  }

  /** An upper bound of the bytecode of an operation on vectors. */
  private static int bytes(Op op) {
    return switch (op) {
      case CONSTANT -> 0;
      case EXP, INVLOGIT -> 420;
      case LOG -> 520;
      case NEG, ABS, SQRT, ADD, SUB, MUL, DIV -> 16;
      case LT, LE, EQ, SELECT -> 40;
      default -> op.isInput() ? 36 : 60 + 20 * LaneProgram.LANES;
    };
  }

  /**
   * Lowers a program.
   *
   * @param sums how many of the outputs, the first ones, are summed; the others are stored
   */
  static LaneProgram compile(Program program, int sums, LaneInputs inputs) {
    LaneCompiler compiler = new LaneCompiler(program, sums, inputs);
    byte[] scalar = compiler.emit(1);
    if (VectorUnit.LANES == 1) {
      return (LaneProgram) HiddenClasses.instance(scalar);
    }
    return (LaneProgram)
        HiddenClasses.instance(
            scalar,
            made ->
                new AdaptiveLanes(
                    (LaneProgram) made,
                    () -> compiler.define(VectorUnit.LANES),
                    compiler.widths,
                    sums));
  }

  /**
   * Lowers a program to vectors of a width.
   *
   * @param width lanes a vector; 1 for doubles
   */
  static LaneProgram lower(Program program, int sums, LaneInputs inputs, int width) {
    return new LaneCompiler(program, sums, inputs).define(width);
  }

  private LaneProgram define(int width) {
    return (LaneProgram) HiddenClasses.define(emit(width));
  }

  private byte[] emit(int width) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    writer.visit(
        Opcodes.V17,
        Opcodes.ACC_FINAL | Opcodes.ACC_SUPER,
        NAME,
        null,
        "java/lang/Object",
        new String[] {Type.getInternalName(LaneProgram.class)});
    HiddenClasses.constructor(writer);
    MethodVisitor m = writer.visitMethod(Opcodes.ACC_PUBLIC, "run", RUN, null, null);
    m.visitCode();
    LaneEmitter emitter =
        width == 1
            ? new ScalarLanes(program, m, moving)
            : new VectorLanes(program, m, moving, width);
    body(m, emitter);
    m.visitInsn(Opcodes.RETURN);
    m.visitMaxs(0, 0);
    m.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  /** for (lane = 0; lane &lt; LANES; lane += width) { sums; rows; sums }. */
  private void body(MethodVisitor m, LaneEmitter emitter) {
    Label next = new Label();
    m.visitInsn(Opcodes.ICONST_0);
    m.visitVarInsn(Opcodes.ISTORE, LaneEmitter.LANE);
    m.visitLabel(next);
    compute(emitter, false);
    int[] sum = new int[sums];
    for (int o = 0; o < sums; o++) {
      sum[o] = emitter.beginSum(o);
    }
    for (int c = 0; c < LaneEmitter.CURSOR.length; c++) {
      m.visitVarInsn(Opcodes.ILOAD, LaneEmitter.BEGIN[c]);
      m.visitVarInsn(Opcodes.ILOAD, LaneEmitter.LANE);
      m.visitInsn(Opcodes.IADD);
      m.visitVarInsn(Opcodes.ISTORE, LaneEmitter.CURSOR[c]);
    }
    rows(m, emitter, sum);
    for (int o = 0; o < sums; o++) {
      emitter.endSum(sum[o], o);
    }
    m.visitIincInsn(LaneEmitter.LANE, emitter.width());
    m.visitVarInsn(Opcodes.ILOAD, LaneEmitter.LANE);
    ScalarOperations.integer(m, LaneProgram.LANES);
    m.visitJumpInsn(Opcodes.IF_ICMPLT, next);
  }

  private void rows(MethodVisitor m, LaneEmitter emitter, int[] sum) {
    Label test = new Label();
    Label top = new Label();
    m.visitInsn(Opcodes.ICONST_0);
    m.visitVarInsn(Opcodes.ISTORE, LaneEmitter.ROW);
    m.visitJumpInsn(Opcodes.GOTO, test);
    m.visitLabel(top);
    emitter.beginRow();
    compute(emitter, true);
    for (int o = 0; o < outputs.length; o++) {
      if (o < sums) {
        emitter.addTo(sum[o], outputs[o]);
      } else {
        emitter.storeOutput(outputs[o], o - sums);
      }
    }
    for (int c = 0; c < widths.length; c++) {
      m.visitIincInsn(LaneEmitter.CURSOR[c], widths[c] * LaneProgram.LANES);
    }
    m.visitIincInsn(LaneEmitter.ROW, 1);
    m.visitLabel(test);
    m.visitVarInsn(Opcodes.ILOAD, LaneEmitter.ROW);
    m.visitVarInsn(Opcodes.ILOAD, LaneEmitter.ROWS);
    m.visitJumpInsn(Opcodes.IF_ICMPLT, top);
  }

  private void compute(LaneEmitter emitter, boolean varying) {
    for (int i = 0; i < varies.length; i++) {
      if (varies[i] && varying) {
        emitter.compute(i);
      } else if (!varies[i] && !varying) {
        emitter.computeInvariant(i);
      }
    }
  }

  @Override
  public String toString() {
    return program + " widths " + Arrays.toString(widths);
  }
}
