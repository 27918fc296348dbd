package dev.menlo.engine.cuda.device;

import dev.menlo.engine.Availability;

/** Where devices come from: a binding to a driver, probed before it is used. */
public interface DeviceSource {
  /** Whether there is a device that can be used, and why not; never throws. */
  Availability probe();

  /**
   * Opens the device with a queue of its own.
   *
   * @throws DeviceException if it cannot be opened
   */
  Device open();
}
