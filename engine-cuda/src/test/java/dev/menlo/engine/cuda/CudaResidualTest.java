package dev.menlo.engine.cuda;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.ResidualContract;

class CudaResidualTest extends ResidualContract {
  @Override
  protected Backend backend() {
    return EmulatedCuda.backend();
  }
}
