package dev.menlo.gpucheck;

import dev.menlo.estimator.CoefficientEstimate;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.Dataset;

/** The same fits on the backend under check and on the CPU. */
final class Accuracy {
  /** Largest difference allowed, in standard errors. */
  private static final double TOLERANCE = 1e-6;

  private Accuracy() {}

  /** Compares fixed effects and log likelihood; false if one is too far off. */
  static boolean check(Report report, String backend) {
    boolean well = true;
    for (int groups : new int[] {8, 64, 500}) {
      Dataset data = GrowthData.of(groups, groups);
      Fit here = Menlo.fit(GrowthData.MODEL, data, GrowthData.options(backend, 1));
      Fit there = Menlo.fit(GrowthData.MODEL, data, GrowthData.options("cpu", 1));
      double most = 0;
      for (int j = 0; j < there.fixedEffects().size(); j++) {
        CoefficientEstimate a = here.fixedEffects().get(j);
        CoefficientEstimate b = there.fixedEffects().get(j);
        most = Math.max(most, Math.abs(a.estimate() - b.estimate()) / b.se());
      }
      boolean near = most <= TOLERANCE && here.outcome() == there.outcome();
      report.row(
          "accuracy",
          "groups",
          groups,
          "outcome",
          here.outcome().toString(),
          "largest difference / se",
          most,
          "log likelihood",
          here.logLikelihood(),
          "of the CPU",
          there.logLikelihood(),
          "within 1e-6 se",
          near);
      well &= near;
    }
    return well;
  }
}
