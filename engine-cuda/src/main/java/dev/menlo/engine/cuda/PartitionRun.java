package dev.menlo.engine.cuda;

import dev.menlo.engine.Batch;
import dev.menlo.engine.Engine;
import dev.menlo.engine.Workspace;
import dev.menlo.engine.cuda.device.Device;
import dev.menlo.engine.cuda.device.DeviceException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The partitions of one call of {@link CudaEngine#run}, each on a device (a stream) that is given.
 * A partition that does not fit after all is halved. What the device cannot do runs again from its
 * start on the fallback, if there is one; without, its fits get a status. Once a device is lost, it
 * is lost for all.
 */
final class PartitionRun<T> {
  private static final System.Logger LOG = System.getLogger(PartitionRun.class.getName());

  private final CompiledModel model;
  private final Kernels.Loaded loaded;
  private final Supplier<Engine> fallback;
  private final Batch batch;
  private final Map<Object, DesignLayout> layouts;
  private final Function<Workspace, T> loop;
  private volatile DeviceException lost;

  PartitionRun(
      CompiledModel model,
      Kernels.Loaded loaded,
      Supplier<Engine> fallback,
      Batch batch,
      Map<Object, DesignLayout> layouts,
      Function<Workspace, T> loop) {
    this.model = model;
    this.loaded = loaded;
    this.fallback = fallback;
    this.batch = batch;
    this.layouts = layouts;
    this.loop = loop;
  }

  /** Runs fits on a device; the results, one a partition, in the order of the batch. */
  List<T> run(Device device, int from, int to) {
    if (lost != null) {
      return failed(device, from, to, lost);
    }
    DeviceState state;
    try {
      Partition partition = new Partition(model.shape, batch, layouts, from, to);
      state = new DeviceState(model, partition, new Kernels(device, loaded));
    } catch (DeviceException e) {
      return failed(device, from, to, e);
    }
    GuardedWorkspace workspace = new GuardedWorkspace(new CudaWorkspace(state));
    T result;
    try {
      result = loop.apply(workspace);
    } finally {
      close(state, workspace.failure());
    }
    if (workspace.failure() == null || fallback.get() == null) {
      note(workspace.failure());
      return Collections.singletonList(result);
    }
    return failed(device, from, to, workspace.failure());
  }

  /** Fits for which a device could not even be opened. */
  List<T> without(int from, int to, DeviceException why) {
    return failed(null, from, to, why);
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
  private List<T> failed(Device device, int from, int to, DeviceException why) {
    if (device != null && why.isOutOfMemory() && to - from > 1) {
      int middle = (from + to) >>> 1;
      List<T> results = new ArrayList<>(run(device, from, middle));
      results.addAll(run(device, middle, to));
      return results;
    }
    note(why);
    Engine engine = fallback.get();
    if (engine != null) {
      return takeOver(engine, from, to, why);
    }
    Partition partition = new Partition(model.shape, batch, layouts, from, to);
    return Collections.singletonList(
        loop.apply(GuardedWorkspace.failed(new Placeholder(model.spec, partition), why)));
  }

  private List<T> takeOver(Engine engine, int from, int to, DeviceException why) {
    LOG.log(
        System.Logger.Level.WARNING,
        "CUDA: {0}; {1} of {2} fits run on the CPU instead",
        why.getMessage(),
        to - from,
        batch.fits());
    Batch part = new Batch(batch.designs().subList(from, to), batch.responses().subList(from, to));
    return engine.run(part, w -> loop.apply(new RenumberedWorkspace(w, from)));
  }
}
