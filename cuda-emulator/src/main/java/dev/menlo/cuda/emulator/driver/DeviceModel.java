package dev.menlo.cuda.emulator.driver;

/**
 * The machine that is emulated.
 *
 * @param name of each device
 * @param driverVersion as {@code cuDriverGetVersion} gives it: 12060 is 12.6
 * @param devices how many there are
 * @param major compute capability, major
 * @param minor compute capability, minor
 * @param memory bytes of device memory
 */
public record DeviceModel(
    String name, int driverVersion, int devices, int major, int minor, long memory) {
  /** One device of compute capability 8.0 with 256 MiB under a driver of 12.6. */
  public static final DeviceModel STANDARD =
      new DeviceModel("menlo emulated device", 12060, 1, 8, 0, 256L << 20);

  /** The same machine with another driver. */
  public DeviceModel withDriver(int version) {
    return new DeviceModel(name, version, devices, major, minor, memory);
  }

  /** The same machine with another number of devices. */
  public DeviceModel withDevices(int count) {
    return new DeviceModel(name, driverVersion, count, major, minor, memory);
  }

  /** The same machine with devices of another compute capability. */
  public DeviceModel withCapability(int newMajor, int newMinor) {
    return new DeviceModel(name, driverVersion, devices, newMajor, newMinor, memory);
  }

  /** The same machine with another amount of device memory. */
  public DeviceModel withMemory(long bytes) {
    return new DeviceModel(name, driverVersion, devices, major, minor, bytes);
  }

  /** The newest PTX that the driver reads, times ten: 12.0 reads 8.0, 12.6 reads 8.5. */
  int ptxVersion() {
    int major10 = driverVersion / 1000;
    int minor10 = driverVersion % 1000 / 10;
    if (major10 >= 13) {
      return 90 + minor10;
    }
    // CUDA 12.0 to 12.9 read 8.0, 8.0, 8.2, 8.3, 8.4, 8.5, 8.5, 8.6, 8.7, 8.8; CUDA 11.x reads 7.x.
    int[] twelve = {80, 81, 82, 83, 84, 85, 85, 86, 87, 88};
    return major10 == 12 ? twelve[Math.min(minor10, 9)] : 70 + Math.min(minor10, 8);
  }
}
