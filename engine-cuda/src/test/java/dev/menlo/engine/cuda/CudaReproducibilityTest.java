package dev.menlo.engine.cuda;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.ReproducibilityContract;

class CudaReproducibilityTest extends ReproducibilityContract {
  @Override
  protected Backend backend() {
    return EmulatedCuda.backend();
  }

  /** Kernels are compiled before they run. */
  @Override
  protected int repetitions() {
    return 3;
  }
}
