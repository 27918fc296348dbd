package dev.menlo.study.run;

import dev.menlo.estimator.CoefficientEstimate;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.ParameterEstimate;
import dev.menlo.estimator.RandomEffectsEstimate;
import dev.menlo.study.definition.EstimandSpec;

/** Reads an estimand from fits. */
interface Estimand {
  /** The estimand in a fit, or null if the fitted model has no such thing. */
  ParameterEstimate in(Fit fit);

  /** The reader of an estimand. */
  static Estimand of(EstimandSpec spec) {
    return fit -> parameter(fit, spec.expression());
  }

  private static ParameterEstimate parameter(Fit fit, String name) {
    for (CoefficientEstimate c : fit.fixedEffects()) {
      if (isNamed(c, name)) {
        return new ParameterEstimate(name, c.estimate(), c.se(), c.lower(), c.upper());
      }
    }
    for (RandomEffectsEstimate block : fit.randomEffects()) {
      for (ParameterEstimate p : block.parameters()) {
        if (p.name().equals(name)) {
          return p;
        }
      }
    }
    for (ParameterEstimate p : fit.residual()) {
      if (p.name().equals(name)) {
        return p;
      }
    }
    return null;
  }

  private static boolean isNamed(CoefficientEstimate c, String name) {
    return c.equation().isEmpty()
        ? c.term().equals(name)
        : name.startsWith(c.equation())
            && (c.name().equals(name) || c.term().equals("_cons") && c.equation().equals(name));
  }
}
