package dev.menlo.engine.nd4j;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.StatusContract;

class Nd4jStatusTest extends StatusContract {
  @Override
  protected Backend backend() {
    return new Nd4jBackend();
  }
}
