package dev.menlo.engine.cuda.driver;

import dev.menlo.engine.cuda.device.DeviceException;
import jcuda.driver.CUresult;

/** What the driver's result codes mean here. */
final class Calls {
  private Calls() {}

  /**
   * Requires success.
   *
   * @param call the call and what it was asked, for the message
   * @throws DeviceException out of memory for results that say so, lost for all others
   */
  static void check(int result, String call) {
    if (result != CUresult.CUDA_SUCCESS) {
      throw new DeviceException(
          call + " failed: " + name(result), result == CUresult.CUDA_ERROR_OUT_OF_MEMORY);
    }
  }

  /** {@code CUDA_ERROR_OUT_OF_MEMORY (2)}. */
  static String name(int result) {
    return CUresult.stringFor(result) + " (" + result + ")";
  }
}
