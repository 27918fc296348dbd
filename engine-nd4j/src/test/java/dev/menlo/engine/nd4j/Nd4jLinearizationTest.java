package dev.menlo.engine.nd4j;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.LinearizationContract;

class Nd4jLinearizationTest extends LinearizationContract {
  @Override
  protected Backend backend() {
    return new Nd4jBackend();
  }
}
