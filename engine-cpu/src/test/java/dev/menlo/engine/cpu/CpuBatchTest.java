package dev.menlo.engine.cpu;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.BatchContract;

class CpuBatchTest extends BatchContract {
  @Override
  protected Backend backend() {
    return new CpuBackend();
  }
}
