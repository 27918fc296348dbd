package dev.menlo.engine.nd4j;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.ProfileContract;

class Nd4jProfileTest extends ProfileContract {
  @Override
  protected Backend backend() {
    return new Nd4jBackend();
  }
}
