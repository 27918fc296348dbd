package dev.menlo.engine.cuda;

import dev.menlo.cuda.emulator.driver.DeviceModel;
import dev.menlo.cuda.emulator.driver.FakeDriver;
import dev.menlo.engine.Backend;
import dev.menlo.engine.cuda.driver.JCudaSource;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The backend on the emulated driver: the shipped kernels with spliced formulas run in the PTX
 * interpreter, under the real bindings. Unavailable, with the reason, where the emulator cannot be
 * built.
 */
final class EmulatedCuda {
  private static final Optional<Path> LIBRARY = Optional.of(Path.of("libcuda.so.1"));
  private static CudaBackend shared;

  private EmulatedCuda() {}

  /** The backend that the contract suites share, without a fallback. */
  static synchronized CudaBackend backend() {
    if (shared == null) {
      shared = on(DeviceModel.STANDARD, null);
    }
    return shared;
  }

  /** A backend on a machine of its own; ends that of the backends before. */
  static synchronized CudaBackend on(DeviceModel machine, Supplier<Backend> fallback) {
    String reason = FakeDriver.unavailableReason();
    if (reason == null) {
      driver = FakeDriver.start(machine);
      shared = null;
    }
    return new CudaBackend(
        () -> reason == null ? LIBRARY : Optional.empty(),
        JCudaSource::new,
        new ShippedTemplates(),
        fallback);
  }

  /** The driver that was started last. */
  static FakeDriver driver;
}
