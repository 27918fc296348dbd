package dev.menlo.engine.cuda;

import dev.menlo.engine.Batch;
import dev.menlo.engine.Design;
import dev.menlo.engine.Engine;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.Workspace;
import dev.menlo.engine.cuda.device.Device;
import dev.menlo.engine.cuda.device.DeviceException;
import dev.menlo.engine.cuda.device.DeviceSource;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One compiled model on one device. A batch is cut into partitions ({@link Schedule}); a few run at
 * a time, each on a thread and a stream of its own, all fits of a partition in the same launches.
 *
 * <p>A partition that does not fit after all is halved. What a device cannot do, because a single
 * fit is too large or the device is lost, runs again from its start on the fallback, if there is
 * one, with a warning; without, its fits get the status OUT_OF_MEMORY or DEVICE_LOST.
 */
final class CudaEngine implements Engine {
  private static final System.Logger LOG = System.getLogger(CudaEngine.class.getName());

  private final CompiledModel model;
  private final DeviceSource source;
  private final Kernels.Loaded loaded;
  private final Supplier<Engine> fallback;
  private final Schedule schedule = Schedule.ofThisProcess();
  private Engine fallbackEngine;
  private volatile boolean closed;

  /**
   * Creates the engine.
   *
   * @param fallback makes the engine that takes over from a device that fails; null, or one that
   *     gives null, for none
   */
  CudaEngine(
      CompiledModel model, DeviceSource source, Kernels.Loaded loaded, Supplier<Engine> fallback) {
    this.model = model;
    this.source = source;
    this.loaded = loaded;
    this.fallback = fallback;
  }

  @Override
  public ModelSpec model() {
    return model.spec;
  }

  @Override
  public <T> List<T> run(Batch batch, Function<Workspace, T> loop) {
    if (closed) {
      throw new IllegalStateException("the engine is closed");
    }
    Map<Object, DesignLayout> layouts = new IdentityHashMap<>();
    for (Design design : batch.designs()) {
      requireShape(design);
      layouts.computeIfAbsent(design, d -> new DesignLayout(design));
    }
    PartitionRun<T> run = new PartitionRun<>(model, loaded, this::fallback, batch, layouts, loop);
    Device first = null;
    List<Schedule.Range> parts;
    try {
      first = source.open();
      parts = schedule.cut(model, batch, layouts, first.freeMemory());
    } catch (DeviceException e) {
      if (first != null) {
        close(first);
      }
      if (fallback() == null) {
        throw e;
      }
      return batch.fits() == 0 ? List.of() : run.without(0, batch.fits(), e);
    }
    return new Streams(source, schedule.streams()).run(first, parts, run);
  }

  /** Closes a device; one that was lost does not close, and is none the less gone. */
  static void close(Device device) {
    try {
      device.close();
    } catch (DeviceException e) {
      LOG.log(System.Logger.Level.WARNING, "the CUDA device did not close: " + e.getMessage());
    }
  }

  private void requireShape(Design design) {
    if (design.levels() != model.shape.levels) {
      throw new IllegalArgumentException(
          "the design has "
              + design.levels()
              + " grouping levels but the model "
              + model.shape.levels);
    }
    if (design.covariates() < model.spec.covariates()) {
      throw new IllegalArgumentException(
          "the design has "
              + design.covariates()
              + " covariates but the model reads "
              + model.spec.covariates());
    }
  }

  private synchronized Engine fallback() {
    if (fallbackEngine == null && fallback != null) {
      fallbackEngine = fallback.get();
    }
    return fallbackEngine;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      try {
        loaded.unload();
      } catch (DeviceException e) {
        // A device that is lost has no modules left to unload.
        LOG.log(System.Logger.Level.DEBUG, "kernels not unloaded: " + e.getMessage());
      }
      if (fallbackEngine != null) {
        fallbackEngine.close();
      }
    }
  }
}
