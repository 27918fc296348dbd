package dev.menlo.engine;

/** What a backend can do beyond the required operations. An undeclared missing one is a failure. */
public enum Capability {
  /** Exact second derivatives of the mean in PNLS ({@link Curvature#NEWTON}). */
  NEWTON,
  /** {@link ResidualSpec.Correlation.Markov}. */
  MARKOV,
  /** {@link ResidualSpec.Correlation.Banded}. */
  BANDED,
  /** {@link ResidualSpec.Correlation.Dense}. */
  DENSE,
  /** The stateful operation {@code PREVIOUS}. */
  RECURSION,
  /** Results are bit-equal for any thread count and batch. */
  REPRODUCIBLE
}
