package dev.menlo.engine;

import java.util.List;
import java.util.function.Function;

/**
 * One model compiled on one backend. The engine owns the threads: it cuts a batch into partitions
 * that suit its caches or device and runs the caller's loop on a workspace for each, concurrently.
 * Thread-safe.
 */
public interface Engine extends AutoCloseable {
  /** The model that was compiled. */
  ModelSpec model();

  /**
   * Runs a loop over every partition of a batch.
   *
   * @param batch the fits; every design has the model's levels and covariates
   * @param loop called once a partition with a workspace that is confined to that call; must not
   *     depend on which fits share a partition
   * @return the results, one a partition, in batch order
   */
  <T> List<T> run(Batch batch, Function<Workspace, T> loop);

  /** Releases what the engine holds. */
  @Override
  void close();
}
