package dev.menlo.engine.cpu;

import dev.menlo.engine.ResidualSpec;

/** Programs of a residual specification, lowered. */
final class ResidualPrograms {
  /** Whether log g reads the mean at the variance point. */
  boolean readsMean;

  ResidualPrograms(ResidualSpec spec) {
    throw new UnsupportedOperationException(
        "residual structure " + spec.correlation() + ": only independent, identical errors");
  }
}
