package dev.menlo.estimator.robustness;

import dev.menlo.estimator.CoefficientEstimate;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.LaplaceAtEnd;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.Model;
import java.util.LinkedHashMap;
import java.util.Map;

/** Whether a fit ends at the optimum that is reached from the truth, or at a better one. */
final class Rates {
  static final FitOptions OPTIONS = FitOptions.defaults().withThreads(1).withStandardErrors(false);

  /** Log likelihoods nearer than this are of one optimum. */
  private static final double SAME = 1e-4;

  private Rates() {}

  static boolean reaches(Model model, Dataset data, Fit fit, Fit fromTruth) {
    if (!fit.converged() || !fromTruth.converged()) {
      return fit.converged();
    }
    if (Math.abs(fit.logLikelihood() - fromTruth.logLikelihood()) < SAME) {
      return true;
    }
    return LaplaceAtEnd.of(model, data, estimates(fit))
        > LaplaceAtEnd.of(model, data, estimates(fromTruth)) - SAME;
  }

  static Map<String, Double> estimates(Fit fit) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (CoefficientEstimate row : fit.fixedEffects()) {
      values.put(row.name(), row.estimate());
    }
    return values;
  }

  static Fit from(Model model, Dataset data, Map<String, Double> start) {
    return Menlo.fit(model, data, OPTIONS.withInitial(start));
  }
}
