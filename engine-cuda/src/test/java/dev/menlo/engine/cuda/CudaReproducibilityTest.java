package dev.menlo.engine.cuda;

import dev.menlo.engine.Backend;
import dev.menlo.engine.tck.ReproducibilityContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** With batches cut into two partitions that run at a time, however small they are. */
class CudaReproducibilityTest extends ReproducibilityContract {
  @BeforeEach
  void cut() {
    System.setProperty(Schedule.TILES, "1");
  }

  @AfterEach
  void restore() {
    System.clearProperty(Schedule.TILES);
  }

  /** A device does not go by the threads of the host. */
  @Override
  protected int[] threads() {
    return new int[] {2};
  }

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
