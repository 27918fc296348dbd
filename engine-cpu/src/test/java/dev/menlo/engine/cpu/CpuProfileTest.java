package dev.menlo.engine.cpu;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.ProfileContract;

class CpuProfileTest extends ProfileContract {
  @Override
  protected Backend backend() {
    return new CpuBackend();
  }
}
