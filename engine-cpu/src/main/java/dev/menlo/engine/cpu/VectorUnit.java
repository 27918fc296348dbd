package dev.menlo.engine.cpu;

import java.util.Optional;

/**
 * Whether the JVM offers vectors: {@code --add-modules jdk.incubator.vector} was given and the
 * machine has registers of at least four doubles. The system property {@code menlo.vector=false}
 * says no. Results do not depend on it.
 */
final class VectorUnit {
  /** Lanes a vector, at most {@link LaneProgram#LANES}; 1 where there are none. */
  static final int LANES = lanes();

  private VectorUnit() {}

  private static int lanes() {
    Optional<Module> api = ModuleLayer.boot().findModule("jdk.incubator.vector");
    if (api.isEmpty() || "false".equals(System.getProperty("menlo.vector"))) {
      return 1;
    }
    VectorUnit.class.getModule().addReads(api.get());
    try {
      ClassLoader loader = api.get().getClassLoader();
      Class<?> doubles = Class.forName("jdk.incubator.vector.DoubleVector", true, loader);
      Class<?> species = Class.forName("jdk.incubator.vector.VectorSpecies", true, loader);
      Object preferred = doubles.getField("SPECIES_PREFERRED").get(null);
      int length = (int) species.getMethod("length").invoke(preferred);
      return length < 4 ? 1 : Math.min(length, LaneProgram.LANES);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM's Vector API is not the one known", e);
    }
  }
}
