package dev.menlo.engine.cpu.reference;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.BatchContract;

class ReferenceBatchTest extends BatchContract {
  @Override
  protected Backend backend() {
    return new ReferenceBackend();
  }
}
