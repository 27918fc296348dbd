package dev.menlo.engine.cuda;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.StatusContract;

class CudaStatusTest extends StatusContract {
  @Override
  protected Backend backend() {
    return EmulatedCuda.backend();
  }
}
