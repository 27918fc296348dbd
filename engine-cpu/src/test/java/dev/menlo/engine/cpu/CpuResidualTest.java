package dev.menlo.engine.cpu;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.ResidualContract;

class CpuResidualTest extends ResidualContract {
  @Override
  protected Backend backend() {
    return new CpuBackend();
  }
}
