package dev.menlo.engine.cpu;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.ReproducibilityContract;

class CpuReproducibilityTest extends ReproducibilityContract {
  @Override
  protected Backend backend() {
    return new CpuBackend();
  }
}
