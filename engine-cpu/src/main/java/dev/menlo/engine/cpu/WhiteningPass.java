package dev.menlo.engine.cpu;

import dev.menlo.engine.FitStatus;
import java.util.Arrays;

/**
 * Brings a fit's kept cross-products to another delta: one more row pass at the current point with
 * S frozen at the variance point, and where asked their derivatives in delta.
 */
final class WhiteningPass {
  private final CompiledModel model;
  private final CpuLinearization pass;

  WhiteningPass(CompiledModel model, CpuLinearization pass) {
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
    int r = model.layout.residualParameters;
    KeptLinearization kept = fit.kept;
    boolean same = Arrays.equals(kept.delta, 0, r, delta, at, at + r);
    if (r == 0 || (same && (derivatives == 0 || kept.derivatives != null))) {
      return FitStatus.OK;
    }
    KeptLinearization into = fit.spare(model);
    double[] moved = Arrays.copyOfRange(delta, at, at + r);
    FitStatus status = pass.rewhiten(fit, moved, derivatives > 0, into);
    if (status == FitStatus.OK) {
      fit.replaceKept(into);
      return FitStatus.OK;
    }
    return FitStatus.NON_FINITE_VARIANCE;
  }
}
