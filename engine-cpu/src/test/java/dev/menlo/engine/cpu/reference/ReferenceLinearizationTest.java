package dev.menlo.engine.cpu.reference;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.LinearizationContract;

class ReferenceLinearizationTest extends LinearizationContract {
  @Override
  protected Backend backend() {
    return new ReferenceBackend();
  }
}
