package dev.menlo.engine;

import java.util.Set;

/**
 * A place where fits run. Found by {@link java.util.ServiceLoader}; construction loads no native
 * library and cannot fail.
 *
 * <p>To add a backend, implement this interface, {@link Engine} and {@link Workspace}, register the
 * class as a service, and run the contract suite of the engine-tck module against it.
 */
public interface Backend {
  /** Short name used by options: {@code cpu}, {@code cpu-reference}, {@code cuda}. */
  String name();

  /**
   * Preference under {@code auto}: the highest that is available and {@link #suits} the job wins.
   * Negative: only when named.
   */
  int priority();

  /**
   * Whether {@code auto} may choose it for a job of this size, where it can be used. A backend that
   * is slow to start, or far from the data, declines small ones.
   *
   * @throws BackendUnavailableException if what it goes by was set to something it does not know
   */
  default boolean suits(Workload work) {
    return true;
  }

  /**
   * What {@link #suits} goes by and how to change it, a sentence for people; "" if it takes all.
   */
  default String rule() {
    return "";
  }

  /** Optional operations that this backend implements. */
  Set<Capability> capabilities();

  /** Whether it can be used here; cheap after the first call, never throws. */
  Availability availability();

  /**
   * Compiles a model once, for any number of batches.
   *
   * @throws BackendUnavailableException if {@link #availability} says no
   * @throws UnsupportedOperationException if the model needs an undeclared capability
   */
  Engine prepare(ModelSpec model, EngineOptions options);
}
