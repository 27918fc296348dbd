package dev.menlo.engine.cuda;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.SolveContract;

class CudaSolveTest extends SolveContract {
  @Override
  protected Backend backend() {
    return EmulatedCuda.backend();
  }
}
