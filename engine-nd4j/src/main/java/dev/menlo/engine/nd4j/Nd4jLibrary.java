package dev.menlo.engine.nd4j;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** First touch of the native library: two to five seconds, most of it unpacking. */
final class Nd4jLibrary {
  private Nd4jLibrary() {}

  /** Loads the library, makes it use one thread, and names what it runs on. */
  static String start() {
    Nd4j.getEnvironment().setMaxMasterThreads(1);
    Nd4j.getEnvironment().setMaxThreads(1);
    Nd4j.zeros(DataType.DOUBLE, 1);
    return "ND4J " + Nd4j.getBackend().getClass().getSimpleName();
  }
}
