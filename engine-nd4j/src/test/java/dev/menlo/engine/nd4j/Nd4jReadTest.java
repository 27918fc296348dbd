package dev.menlo.engine.nd4j;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.ReadContract;

class Nd4jReadTest extends ReadContract {
  @Override
  protected Backend backend() {
    return new Nd4jBackend();
  }
}
