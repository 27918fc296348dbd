package dev.menlo.cuda.emulator.driver;

import dev.menlo.cuda.emulator.ptx.PtxFunction;

/** A kernel of a loaded module, with the attributes that a program sets. */
final class Kernel {
  /** Shared memory that a block may have without asking. */
  private static final int SHARED_BY_DEFAULT = 48 << 10;

  /** Shared memory that a block may ask for. */
  static final int MOST_SHARED = 163 << 10;

  private static final int MOST_THREADS = 1024;

  private final PtxFunction function;
  private int dynamicShared;

  Kernel(PtxFunction function) {
    this.function = function;
    dynamicShared = SHARED_BY_DEFAULT - function.sharedSize();
  }

  PtxFunction function() {
    return function;
  }

  void allowDynamicShared(int bytes) {
    if (bytes < 0 || bytes + function.sharedSize() > MOST_SHARED) {
      throw new CudaFailure(CudaError.INVALID_VALUE, bytes + " bytes of dynamic shared memory");
    }
    dynamicShared = bytes;
  }

  int allowedDynamicShared() {
    return dynamicShared;
  }

  /**
   * Checks the shape of a launch.
   *
   * @param shape grid x, y, z; block x, y, z; bytes of dynamic shared memory
   */
  void check(int[] shape) {
    long threads = (long) shape[3] * shape[4] * shape[5];
    for (int k = 0; k < 6; k++) {
      require(shape[k] > 0, "a grid or block without extent");
    }
    require(threads <= MOST_THREADS, threads + " threads in a block");
    require(shape[5] <= 64 && shape[1] <= 65535 && shape[2] <= 65535, "too large an extent");
    require(
        shape[6] <= dynamicShared,
        shape[6] + " bytes of dynamic shared memory where " + dynamicShared + " are allowed");
  }

  private void require(boolean condition, String what) {
    if (!condition) {
      throw new CudaFailure(CudaError.INVALID_VALUE, function.name() + ": " + what);
    }
  }
}
