package dev.menlo.engine.cpu.reference;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.ReadContract;

class ReferenceReadTest extends ReadContract {
  @Override
  protected Backend backend() {
    return new ReferenceBackend();
  }
}
