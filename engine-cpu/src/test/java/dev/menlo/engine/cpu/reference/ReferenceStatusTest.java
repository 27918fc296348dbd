package dev.menlo.engine.cpu.reference;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.StatusContract;

class ReferenceStatusTest extends StatusContract {
  @Override
  protected Backend backend() {
    return new ReferenceBackend();
  }
}
