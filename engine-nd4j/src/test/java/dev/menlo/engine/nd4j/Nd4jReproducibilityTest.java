package dev.menlo.engine.nd4j;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.ReproducibilityContract;

class Nd4jReproducibilityTest extends ReproducibilityContract {
  @Override
  protected Backend backend() {
    return new Nd4jBackend();
  }
}
