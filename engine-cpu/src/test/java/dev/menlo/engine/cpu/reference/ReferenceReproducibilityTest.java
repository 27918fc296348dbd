package dev.menlo.engine.cpu.reference;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.ReproducibilityContract;

class ReferenceReproducibilityTest extends ReproducibilityContract {
  @Override
  protected Backend backend() {
    return new ReferenceBackend();
  }
}
