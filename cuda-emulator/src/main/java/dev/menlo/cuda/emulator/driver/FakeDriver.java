package dev.menlo.cuda.emulator.driver;

import dev.menlo.cuda.emulator.ptx.DeviceMemory;

/**
 * An NVIDIA driver and its device, emulated in this process. The bindings of JCuda run on it
 * unchanged: {@link #start} loads a {@code libcuda.so.1} whose every entry point ends here, and
 * kernels run in the PTX interpreter.
 *
 * <p>Work that is queued on a stream is executed no sooner than somebody waits for it, so that a
 * missing synchronisation shows as stale data. A kernel that commits a {@linkplain
 * dev.menlo.cuda.emulator.ptx.PtxFault fault} loses the device, as on real ones: the call that
 * waits for it and all later calls fail; {@link #lastFault} says what happened and where.
 *
 * <p>One emulated driver is current at a time; tests that use it must not run at the same time.
 */
public final class FakeDriver {
  private static FakeDriver current = new FakeDriver(DeviceModel.STANDARD);

  private final DeviceModel model;
  private final DeviceMemory memory = new DeviceMemory();
  private final Faults faults = new Faults();
  private final Allocations allocations;
  private final Streams streams;
  private final Modules modules;
  private int contexts;
  private boolean initialised;
  private long instructions;

  private FakeDriver(DeviceModel model) {
    this.model = model;
    allocations = new Allocations(model.memory(), memory, faults);
    streams = new Streams(faults);
    modules = new Modules(model, memory);
  }

  /**
   * Whether the library can be built and loaded here.
   *
   * @return null, or why not
   */
  public static String unavailableReason() {
    return DriverLibrary.unavailableReason();
  }

  /**
   * Loads the library at the first call and starts afresh on a machine: nothing allocated, no fault
   * to come. To be called before the bindings are first touched.
   *
   * @throws IllegalStateException if the library cannot be built here
   */
  public static FakeDriver start(DeviceModel model) {
    DriverLibrary.load();
    return startWithoutLibrary(model);
  }

  /** Starts afresh in a process into which the system's linker brings the library. */
  static synchronized FakeDriver startWithoutLibrary(DeviceModel model) {
    current = new FakeDriver(model);
    return current;
  }

  /** The driver that the library calls. */
  static synchronized FakeDriver current() {
    return current;
  }

  /** The machine. */
  public DeviceModel model() {
    return model;
  }

  /**
   * Makes a launch fail by itself: the call returns the error, and later calls work.
   *
   * @param number 1 is the next launch
   */
  public synchronized void failLaunch(long number, CudaError error) {
    faults.failLaunch(number, error, false);
  }

  /**
   * Makes the device go away at a launch: that call and all later ones fail.
   *
   * @param number 1 is the next launch
   */
  public synchronized void loseDeviceAtLaunch(long number, CudaError error) {
    faults.failLaunch(number, error, true);
  }

  /**
   * Makes an allocation of device memory fail as out of memory.
   *
   * @param number 1 is the next allocation
   */
  public synchronized void failAllocation(long number) {
    faults.failAllocation(number);
  }

  /** Changes how much device memory there is; what is allocated stays. */
  public synchronized void limitMemory(long bytes) {
    allocations.limit(bytes);
  }

  /** What has been created and not given back. */
  public synchronized Live live() {
    return new Live(
        allocations.count(),
        allocations.bytes(),
        allocations.pinned(),
        modules.count(),
        streams.count(),
        streams.events(),
        streams.graphs(),
        contexts);
  }

  /** Largest number of bytes that were allocated at a time. */
  public synchronized long peakBytes() {
    return allocations.peak();
  }

  /** Launches so far, those of graphs counted each time. */
  public synchronized long launches() {
    return faults.launches();
  }

  /** Instructions executed so far, counted per thread. */
  public synchronized long instructions() {
    return instructions;
  }

  /** The last fault or failure, in words; empty if there was none. */
  public synchronized String lastFault() {
    return faults.lastFault();
  }

  Faults faults() {
    return faults;
  }

  DeviceMemory memory() {
    return memory;
  }

  Allocations allocations() {
    return allocations;
  }

  Streams streams() {
    return streams;
  }

  Modules modules() {
    return modules;
  }

  void executed(long count) {
    instructions += count;
  }

  void initialise() {
    if (model.devices() == 0) {
      throw new CudaFailure(CudaError.NO_DEVICE, "the machine has no device");
    }
    initialised = true;
  }

  void requireInitialised() {
    if (!initialised) {
      throw new CudaFailure(CudaError.NOT_INITIALIZED, "cuInit was not called");
    }
    faults.check();
  }

  void requireContext() {
    requireInitialised();
    if (contexts == 0) {
      throw new CudaFailure(CudaError.INVALID_CONTEXT, "no context is current");
    }
  }

  void requireDevice(long device) {
    if (device < 0 || device >= model.devices()) {
      throw new CudaFailure(CudaError.INVALID_DEVICE, "device " + device);
    }
  }

  void contexts(int change) {
    contexts = Math.max(0, contexts + change);
  }

  int contexts() {
    return contexts;
  }
}
