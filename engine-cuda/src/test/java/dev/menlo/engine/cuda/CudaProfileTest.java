package dev.menlo.engine.cuda;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.ProfileContract;

class CudaProfileTest extends ProfileContract {
  @Override
  protected Backend backend() {
    return EmulatedCuda.backend();
  }
}
