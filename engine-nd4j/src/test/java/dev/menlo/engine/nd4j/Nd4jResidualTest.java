package dev.menlo.engine.nd4j;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.ResidualContract;

class Nd4jResidualTest extends ResidualContract {
  @Override
  protected Backend backend() {
    return new Nd4jBackend();
  }
}
