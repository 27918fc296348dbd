package dev.menlo.cuda.emulator.driver;

/** Faults to come, and the error that a device does not recover from. */
final class Faults {
  private long failingLaunch;
  private CudaError launchError;
  private boolean launchErrorStays;
  private long failingAllocation;
  private long launches;
  private long allocations;
  private CudaError lost;
  private String lastFault = "";

  void failLaunch(long number, CudaError error, boolean stays) {
    failingLaunch = launches + number;
    launchError = error;
    launchErrorStays = stays;
  }

  void failAllocation(long number) {
    failingAllocation = allocations + number;
  }

  long launches() {
    return launches;
  }

  String lastFault() {
    return lastFault;
  }

  boolean isLost() {
    return lost != null;
  }

  /** Fails if the device is lost. */
  void check() {
    if (lost != null) {
      throw new CudaFailure(lost, "the device is lost: " + lastFault);
    }
  }

  /** Makes every later call fail. */
  CudaFailure lose(CudaError error, String why) {
    lost = error;
    lastFault = why;
    return new CudaFailure(error, why);
  }

  void note(String why) {
    lastFault = why;
  }

  /** Counts a launch and fails it if its turn has come. */
  void launch() {
    launches++;
    if (launches == failingLaunch) {
      String why = "launch " + launches + " was made to fail";
      if (launchErrorStays) {
        throw lose(launchError, why);
      }
      lastFault = why;
      throw new CudaFailure(launchError, why);
    }
  }

  /** Counts an allocation and fails it if its turn has come. */
  void allocation() {
    allocations++;
    if (allocations == failingAllocation) {
      lastFault = "allocation " + allocations + " was made to fail";
      throw new CudaFailure(CudaError.OUT_OF_MEMORY, lastFault);
    }
  }
}
