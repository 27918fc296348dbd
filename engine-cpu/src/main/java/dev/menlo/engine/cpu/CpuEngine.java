package dev.menlo.engine.cpu;

import dev.menlo.engine.Batch;
import dev.menlo.engine.Design;
import dev.menlo.engine.Engine;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.Workspace;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Function;

/**
 * One compiled model and a work-stealing pool. Small fits share a partition that fits the cache; a
 * large fit is a partition of its own whose operations spread over the pool.
 */
final class CpuEngine implements Engine {
  /** Bytes of state a partition of several fits should not exceed: half of a small L2 cache. */
  private static final long PARTITION_BYTES = 256 * 1024;

  private final CompiledModel model;
  private final int threads;

  /** Null for one thread: then everything runs on the caller's. */
  private final ForkJoinPool pool;

  private volatile boolean closed;

  CpuEngine(ModelSpec spec, int threads) {
    this.model = CompiledModel.of(spec);
    this.threads = threads;
    this.pool = threads == 1 ? null : new ForkJoinPool(threads);
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
    Map<Design, ForestLayout> forests = new IdentityHashMap<>();
    for (Design design : batch.designs()) {
      forests.computeIfAbsent(design, this::forest);
    }
    List<ForkJoinTask<T>> tasks = new ArrayList<>();
    List<T> results = new ArrayList<>();
    for (int from = 0; from < batch.fits(); ) {
      int first = from;
      int end = end(batch, forests, from);
      if (pool == null) {
        results.add(loop.apply(workspace(batch, forests, first, end)));
      } else {
        tasks.add(pool.submit(() -> loop.apply(workspace(batch, forests, first, end))));
      }
      from = end;
    }
    join(tasks, results);
    return results;
  }

  /** Waits for all; after a failure too, so that no loop outlives the call. */
  private static <T> void join(List<ForkJoinTask<T>> tasks, List<T> results) {
    for (ForkJoinTask<T> task : tasks) {
      task.quietlyJoin();
    }
    for (ForkJoinTask<T> task : tasks) {
      results.add(task.join());
    }
  }

  private ForestLayout forest(Design design) {
    if (design.levels() != model.layout.levels) {
      throw new IllegalArgumentException(
          "the design has "
              + design.levels()
              + " grouping levels but the model "
              + model.layout.levels);
    }
    if (design.covariates() < model.spec.covariates()) {
      throw new IllegalArgumentException(
          "the design has "
              + design.covariates()
              + " covariates but the model reads "
              + model.spec.covariates());
    }
    return new ForestLayout(
        design, model.layout, model.lanes == null ? -1 : model.spec.covariates());
  }

  /** End of the partition that begins with a fit. */
  private int end(Batch batch, Map<Design, ForestLayout> forests, int from) {
    int share = Math.max(1, batch.fits() / (4 * threads));
    long bytes = 0;
    int end = from;
    while (end < batch.fits() && (end == from || end - from < share || threads == 1)) {
      bytes += bytes(forests.get(batch.designs().get(end)));
      if (end > from && bytes > PARTITION_BYTES) {
        break;
      }
      end++;
    }
    return end;
  }

  /** State of a fit: response, two cross-products a group, effects. */
  private long bytes(ForestLayout forest) {
    return 8L * forest.design.rows()
        + 16L * forest.deepestGroups * (model.layout.packed + model.seconds())
        + 32L * forest.effects.length();
  }

  private CpuWorkspace workspace(
      Batch batch, Map<Design, ForestLayout> forests, int from, int end) {
    List<FitState> fits = new ArrayList<>(end - from);
    for (int f = from; f < end; f++) {
      ForestLayout forest = forests.get(batch.designs().get(f));
      fits.add(
          new FitState(
              f, model.layout, forest, batch.responses().get(f), model.meanDependentScale()));
    }
    return new CpuWorkspace(model, fits, pool, threads);
  }

  @Override
  public void close() {
    closed = true;
    if (pool != null) {
      pool.shutdown();
    }
  }
}
