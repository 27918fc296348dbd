package dev.menlo.engine.cuda;

import dev.menlo.engine.cuda.device.DeviceSource;
import dev.menlo.engine.cuda.driver.JCudaSource;

/** The way to the binding: loaded only when it is asked, so that no class of JCuda is before. */
final class ThisMachine {
  private ThisMachine() {}

  /** The devices of this machine. */
  static DeviceSource devices() {
    return new JCudaSource();
  }
}
