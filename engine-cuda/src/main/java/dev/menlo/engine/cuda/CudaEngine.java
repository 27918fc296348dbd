package dev.menlo.engine.cuda;

import dev.menlo.engine.Batch;
import dev.menlo.engine.Design;
import dev.menlo.engine.Engine;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.Workspace;
import dev.menlo.engine.cuda.device.Device;
import dev.menlo.engine.cuda.device.DeviceException;
import dev.menlo.engine.cuda.device.DeviceSource;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One compiled model on one device. A batch is cut into partitions that fit the device's memory,
 * and they run one after the other, all fits of a partition in the same launches.
 *
 * <p>A partition that does not fit after all is halved. What a device cannot do, because a single
 * fit is too large or the device is lost, runs again from its start on the fallback, if there is
 * one, with a warning; without, its fits get the status OUT_OF_MEMORY or DEVICE_LOST.
 */
final class CudaEngine implements Engine {
  private static final System.Logger LOG = System.getLogger(CudaEngine.class.getName());

  /** Share of the free memory that a partition may take by estimate. */
  private static final double SHARE = 0.8;

  private final CompiledModel model;
  private final DeviceSource source;
  private final Kernels.Loaded loaded;
  private final Supplier<Engine> fallback;
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
    List<T> results = new ArrayList<>();
    try (Device device = source.open()) {
      Run<T> run = new Run<>(batch, layouts, device, loop, results);
      long budget = (long) (SHARE * device.freeMemory());
      for (int from = 0; from < batch.fits(); ) {
        int to = end(batch, layouts, from, budget);
        run.partition(from, to);
        from = to;
      }
    } catch (DeviceException e) {
      // The device could not even be opened, or not be closed after it was lost.
      if (results.isEmpty() && batch.fits() > 0) {
        return takeOver(batch, 0, batch.fits(), loop, e);
      }
      LOG.log(System.Logger.Level.WARNING, "the CUDA device did not close: " + e.getMessage());
    }
    return results;
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

  /** End of the partition that begins with a fit: at least that one. */
  private int end(Batch batch, Map<Object, DesignLayout> layouts, int from, long budget) {
    long bytes = 0;
    int end = from;
    while (end < batch.fits()) {
      bytes += Footprint.bytes(model, layouts.get(batch.designs().get(end)));
      if (end > from && bytes > budget) {
        break;
      }
      end++;
    }
    return end;
  }

  /** Runs fits on the fallback; without one the failure is the caller's. */
  private <T> List<T> takeOver(
      Batch batch, int from, int to, Function<Workspace, T> loop, DeviceException why) {
    Engine engine = fallback();
    if (engine == null) {
      throw why;
    }
    LOG.log(
        System.Logger.Level.WARNING,
        "CUDA: {0}; {1} of {2} fits run on the CPU instead",
        why.getMessage(),
        to - from,
        batch.fits());
    Batch part = new Batch(batch.designs().subList(from, to), batch.responses().subList(from, to));
    return engine.run(part, w -> loop.apply(new RenumberedWorkspace(w, from)));
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

  /** One call of {@link CudaEngine#run}. */
  private final class Run<T> {
    private final Batch batch;
    private final Map<Object, DesignLayout> layouts;
    private final Device device;
    private final Function<Workspace, T> loop;
    private final List<T> results;
    private DeviceException lost;

    Run(
        Batch batch,
        Map<Object, DesignLayout> layouts,
        Device device,
        Function<Workspace, T> loop,
        List<T> results) {
      this.batch = batch;
      this.layouts = layouts;
      this.device = device;
      this.loop = loop;
      this.results = results;
    }

    void partition(int from, int to) {
      if (lost != null) {
        failed(from, to, lost);
        return;
      }
      DeviceState state;
      try {
        Partition partition = new Partition(model.shape, batch, layouts, from, to);
        state = new DeviceState(model, partition, new Kernels(device, loaded));
      } catch (DeviceException e) {
        failed(from, to, e);
        return;
      }
      GuardedWorkspace workspace = new GuardedWorkspace(new CudaWorkspace(state));
      T result;
      try {
        result = loop.apply(workspace);
      } finally {
        close(state, workspace.failure());
      }
      if (workspace.failure() == null || fallback() == null) {
        results.add(result);
        note(workspace.failure());
      } else {
        failed(from, to, workspace.failure());
      }
    }

    /** Remembers a device that is gone. */
    private void note(DeviceException failure) {
      if (failure != null && !failure.isOutOfMemory()) {
        lost = failure;
      }
    }

    private void close(DeviceState state, DeviceException failure) {
      try {
        state.close();
      } catch (DeviceException e) {
        if (failure == null) {
          lost = e;
        }
      }
    }

    /** Halves a partition that was too large; hands on what the device cannot do. */
    private void failed(int from, int to, DeviceException why) {
      if (why.isOutOfMemory() && to - from > 1) {
        int middle = (from + to) >>> 1;
        partition(from, middle);
        partition(middle, to);
        return;
      }
      note(why);
      if (fallback() != null) {
        results.addAll(takeOver(batch, from, to, loop, why));
      } else {
        Partition partition = new Partition(model.shape, batch, layouts, from, to);
        results.add(
            loop.apply(GuardedWorkspace.failed(new Placeholder(model.spec, partition), why)));
      }
    }
  }
}
