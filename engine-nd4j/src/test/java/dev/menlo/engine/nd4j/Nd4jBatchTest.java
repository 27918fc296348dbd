package dev.menlo.engine.nd4j;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.BatchContract;

class Nd4jBatchTest extends BatchContract {
  @Override
  protected Backend backend() {
    return new Nd4jBackend();
  }
}
