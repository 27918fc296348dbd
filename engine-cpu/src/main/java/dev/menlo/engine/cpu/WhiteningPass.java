package dev.menlo.engine.cpu;

import dev.menlo.engine.FitStatus;

/**
 * Brings a fit's kept cross-products to another delta: one more row pass at the current point with
 * S frozen at the variance point, and where asked their derivatives in delta.
 */
final class WhiteningPass {
  private final CompiledModel model;
  private final CpuLinearization pass;

  WhiteningPass(CompiledModel model, ChunkRunner runner, CpuLinearization pass) {
    this.model = model;
    this.pass = pass;
  }

  /**
   * Re-whitens if delta differs from that of the kept cross-products, or derivatives are missing.
   *
   * @param delta new residual parameters at {@code at}
   * @param derivatives 0 if only cross-products are needed
   * @return NON_FINITE_VARIANCE, with the kept cross-products as they were, or OK
   */
  FitStatus at(FitState fit, double[] delta, int at, int derivatives) {
    return FitStatus.OK;
  }
}
