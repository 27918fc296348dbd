package dev.menlo.engine.cpu.reference;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.ResidualContract;

class ReferenceResidualTest extends ResidualContract {
  @Override
  protected Backend backend() {
    return new ReferenceBackend();
  }
}
