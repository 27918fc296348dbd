package dev.menlo.engine.cuda.device;

/** The device refused or failed. Numerical trouble of a fit never throws this. */
public final class DeviceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean outOfMemory;

  /**
   * Creates the exception.
   *
   * @param message what was asked and what the driver said
   * @param outOfMemory whether less memory would have worked; otherwise the device is lost
   */
  public DeviceException(String message, boolean outOfMemory) {
    super(message);
    this.outOfMemory = outOfMemory;
  }

  /** Whether the device is well but has not enough memory. */
  public boolean isOutOfMemory() {
    return outOfMemory;
  }
}
