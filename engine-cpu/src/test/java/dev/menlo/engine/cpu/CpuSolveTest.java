package dev.menlo.engine.cpu;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.SolveContract;

class CpuSolveTest extends SolveContract {
  @Override
  protected Backend backend() {
    return new CpuBackend();
  }
}
