package dev.menlo.engine.cuda;

import dev.menlo.engine.Availability;
import dev.menlo.engine.Backend;
import dev.menlo.engine.BackendUnavailableException;
import dev.menlo.engine.Backends;
import dev.menlo.engine.Capability;
import dev.menlo.engine.Engine;
import dev.menlo.engine.EngineOptions;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.Workload;
import dev.menlo.engine.cuda.device.DeviceException;
import dev.menlo.engine.cuda.device.DeviceSource;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The CUDA backend, {@code cuda}: every operation of a batch of fits on an NVIDIA GPU, through
 * nothing but its driver.
 */
public final class CudaBackend implements Backend {
  private final Supplier<Optional<Path>> driver;
  private final Supplier<DeviceSource> devices;
  private final Templates templates;
  private final Supplier<Backend> fallback;
  private Availability availability;
  private DeviceSource source;
  private FixedKernels fixed;

  /** Creates the backend without looking for a device or loading anything native. */
  public CudaBackend() {
    this(
        () -> DriverLibrary.ofThisMachine().locate(),
        ThisMachine::devices,
        new ShippedTemplates(),
        CudaBackend::cpu);
  }

  /**
   * Creates the backend on a given machine.
   *
   * @param driver finds the driver's library; asked once, at the first probe
   * @param devices binds to the driver; asked only after the library was found
   * @param templates the kernels
   * @param fallback finds the backend that takes over from a device that fails; null for none
   */
  CudaBackend(
      Supplier<Optional<Path>> driver,
      Supplier<DeviceSource> devices,
      Templates templates,
      Supplier<Backend> fallback) {
    this.driver = driver;
    this.devices = devices;
    this.templates = templates;
    this.fallback = fallback;
  }

  /** The multicore CPU backend, or null where it is not on the path. */
  private static Backend cpu() {
    return Backends.all().stream().filter(b -> b.name().equals("cpu")).findFirst().orElse(null);
  }

  @Override
  public String name() {
    return "cuda";
  }

  @Override
  public int priority() {
    return 10;
  }

  /** By {@link AutomaticChoice}: worth the cost of starting. */
  @Override
  public boolean suits(Workload work) {
    return AutomaticChoice.ofThisProcess().suits(work);
  }

  @Override
  public String rule() {
    return AutomaticChoice.ofThisProcess().rule();
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  public synchronized Availability availability() {
    if (availability == null) {
      availability = probe();
    }
    return availability;
  }

  private Availability probe() {
    Optional<Path> library = driver.get();
    if (library.isEmpty()) {
      return Availability.unavailable(
          "NVIDIA driver library "
              + DriverLibrary.FILE_NAME
              + " not found; install the NVIDIA driver (CUDA 12.0 or later)");
    }
    try {
      source = devices.get();
      return source.probe();
    } catch (LinkageError e) {
      return Availability.unavailable("JCuda cannot be used: " + e);
    }
  }

  @Override
  public Engine prepare(ModelSpec model, EngineOptions options) {
    Availability found = availability();
    if (!found.available()) {
      throw new BackendUnavailableException(
          "backend cuda is unavailable: " + String.join("; ", found.reasons()));
    }
    CompiledModel compiled = new CompiledModel(model, templates);
    Kernels.Loaded loaded = new Kernels.Loaded(fixed());
    return new CudaEngine(compiled, source, loaded, () -> other(model, options));
  }

  private Engine other(ModelSpec model, EngineOptions options) {
    Backend backend = fallback == null ? null : fallback.get();
    return backend == null ? null : backend.prepare(model, options);
  }

  /** The kernels that all engines of this backend share, on a device that is opened once. */
  private synchronized FixedKernels fixed() {
    if (fixed == null) {
      try {
        fixed = new FixedKernels(source.open(), templates);
      } catch (DeviceException e) {
        throw new BackendUnavailableException(
            "backend cuda is unavailable: the device cannot be opened: " + e.getMessage());
      }
    }
    return fixed;
  }

  /** Gives back the device; for tests that count what is left. */
  synchronized void release() {
    if (fixed != null) {
      fixed.close();
      fixed = null;
    }
  }
}
