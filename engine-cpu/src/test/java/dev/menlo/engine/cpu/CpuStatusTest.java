package dev.menlo.engine.cpu;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.StatusContract;

class CpuStatusTest extends StatusContract {
  @Override
  protected Backend backend() {
    return new CpuBackend();
  }
}
