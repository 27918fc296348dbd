package dev.menlo.engine;

/**
 * Resources an engine may use.
 *
 * @param threads worker threads, at least 1; results do not depend on it
 */
public record EngineOptions(int threads) {
  /** Requires at least one thread. */
  public EngineOptions {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, not " + threads);
    }
  }

  /** All processors of this machine. */
  public static EngineOptions defaults() {
    return new EngineOptions(Runtime.getRuntime().availableProcessors());
  }
}
