package dev.menlo.engine.cpu.reference;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.SolveContract;

class ReferenceSolveTest extends SolveContract {
  @Override
  protected Backend backend() {
    return new ReferenceBackend();
  }
}
