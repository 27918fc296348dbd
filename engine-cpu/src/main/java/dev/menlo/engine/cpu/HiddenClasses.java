package dev.menlo.engine.cpu;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Stateless instances of classes made at run time, the latest of them by their bytecode: a model
 * that is prepared again gets the class that HotSpot has compiled already.
 */
final class HiddenClasses {
  private static final int MOST_KNOWN = 256;

  private static final Map<ByteBuffer, Object> KNOWN =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Object> eldest) {
          return size() > MOST_KNOWN;
        }
      };

  private HiddenClasses() {}

  /** The instance of a class of this package with a constructor without arguments. */
  static Object instance(byte[] bytes) {
    return instance(bytes, UnaryOperator.identity());
  }

  /** What was made of the instance when it was new. */
  static Object instance(byte[] bytes, UnaryOperator<Object> made) {
    synchronized (KNOWN) {
      return KNOWN.computeIfAbsent(ByteBuffer.wrap(bytes), known -> made.apply(define(bytes)));
    }
  }

  /** A new class and its instance. */
  static Object define(byte[] bytes) {
    try {
      MethodHandles.Lookup hidden = MethodHandles.lookup().defineHiddenClass(bytes, true);
      return hidden
          .findConstructor(hidden.lookupClass(), MethodType.methodType(void.class))
          .invoke();
    } catch (Throwable e) {
      throw new IllegalStateException("the lowered program is not a valid class", e);
    }
  }

  /** Gives a class a constructor without arguments. */
  static void constructor(ClassWriter writer) {
    MethodVisitor m = writer.visitMethod(0, "<init>", "()V", null, null);
    m.visitCode();
    m.visitVarInsn(Opcodes.ALOAD, 0);
    m.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    m.visitInsn(Opcodes.RETURN);
    m.visitMaxs(0, 0);
    m.visitEnd();
  }
}
