package dev.menlo.engine.cpu;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.LinearizationContract;

class CpuLinearizationTest extends LinearizationContract {
  @Override
  protected Backend backend() {
    return new CpuBackend();
  }
}
