package dev.menlo.engine.cuda;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.LinearizationContract;

class CudaLinearizationTest extends LinearizationContract {
  @Override
  protected Backend backend() {
    return EmulatedCuda.backend();
  }
}
