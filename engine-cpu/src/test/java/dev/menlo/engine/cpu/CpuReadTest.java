package dev.menlo.engine.cpu;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.ReadContract;

class CpuReadTest extends ReadContract {
  @Override
  protected Backend backend() {
    return new CpuBackend();
  }
}
