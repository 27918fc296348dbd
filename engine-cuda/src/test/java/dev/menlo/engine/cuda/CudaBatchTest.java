package dev.menlo.engine.cuda;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.BatchContract;

class CudaBatchTest extends BatchContract {
  @Override
  protected Backend backend() {
    return EmulatedCuda.backend();
  }
}
