package dev.menlo.engine.nd4j;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.SolveContract;

class Nd4jSolveTest extends SolveContract {
  @Override
  protected Backend backend() {
    return new Nd4jBackend();
  }
}
