package dev.menlo.engine.cuda;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.ReadContract;

class CudaReadTest extends ReadContract {
  @Override
  protected Backend backend() {
    return EmulatedCuda.backend();
  }
}
