package dev.menlo.engine.cpu.reference;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.ProfileContract;

class ReferenceProfileTest extends ProfileContract {
  @Override
  protected Backend backend() {
    return new ReferenceBackend();
  }
}
