package dev.menlo.engine.cuda;

import dev.menlo.engine.Availability;
import dev.menlo.engine.Backend;
import dev.menlo.engine.BackendUnavailableException;
import dev.menlo.engine.Capability;
import dev.menlo.engine.Engine;
import dev.menlo.engine.EngineOptions;
import dev.menlo.engine.ModelSpec;
import dev.menlo.kernels.KernelManifest;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The CUDA backend, {@code cuda}: preferred under {@code auto} wherever it is available. This build
 * carries no kernels, so it is available nowhere and says which of driver and kernels is missing.
 */
public final class CudaBackend implements Backend {
  private final Supplier<Optional<Path>> driver;
  private final KernelManifest kernels;
  private Availability availability;

  /** Creates the backend without looking for a device or loading anything native. */
  public CudaBackend() {
    this(() -> DriverLibrary.ofThisMachine().locate(), KernelManifest.load());
  }

  /**
   * Creates the backend on a given machine.
   *
   * @param driver finds the driver's library; asked once, at the first probe
   * @param kernels what the build carries
   */
  CudaBackend(Supplier<Optional<Path>> driver, KernelManifest kernels) {
    this.driver = driver;
    this.kernels = kernels;
  }

  @Override
  public String name() {
    return "cuda";
  }

  @Override
  public int priority() {
    return 10;
  }

  /** None: there is no kernel that could do it. */
  @Override
  public Set<Capability> capabilities() {
    return Set.of();
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
    return Availability.unavailable(
        "NVIDIA driver library found at "
            + library.get()
            + ", but this build of menlo carries "
            + kernels.kernels().size()
            + " CUDA kernels and cannot fit on it; use the backend cpu");
  }

  @Override
  public Engine prepare(ModelSpec model, EngineOptions options) {
    throw new BackendUnavailableException(
        "backend cuda is unavailable: " + String.join("; ", availability().reasons()));
  }
}
