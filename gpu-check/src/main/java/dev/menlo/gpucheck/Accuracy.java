package dev.menlo.gpucheck;

import dev.menlo.estimator.CoefficientEstimate;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.ParameterEstimate;
import dev.menlo.estimator.data.Dataset;
import java.util.List;
import java.util.stream.Stream;

/** The same fits on the backend under check and on the CPU. */
final class Accuracy {
  /** Largest difference allowed, in standard errors. */
  private static final double TOLERANCE = 1e-6;

  private Accuracy() {}

  /** Compares estimates and the outcome; false if one is too far off. */
  static boolean check(Report report, String backend, int mostGroups) {
    boolean well = true;
    for (int groups : new int[] {8, 64, 500}) {
      if (groups > mostGroups) {
        break;
      }
      Dataset data = GrowthData.of(groups, groups);
      Fit here = Menlo.fit(GrowthData.MODEL, data, GrowthData.options(backend, 1));
      Fit there = Menlo.fit(GrowthData.MODEL, data, GrowthData.options("cpu", 1));
      double most = difference(here, there);
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

  /** Largest difference of a fixed effect, variance, covariance or residual parameter, in se. */
  private static double difference(Fit here, Fit there) {
    double most = 0;
    for (int j = 0; j < there.fixedEffects().size(); j++) {
      CoefficientEstimate a = here.fixedEffects().get(j);
      CoefficientEstimate b = there.fixedEffects().get(j);
      most = Math.max(most, Math.abs(a.estimate() - b.estimate()) / b.se());
    }
    List<ParameterEstimate> ours = covarianceParameters(here);
    List<ParameterEstimate> theirs = covarianceParameters(there);
    for (int j = 0; j < theirs.size(); j++) {
      double apart = Math.abs(ours.get(j).estimate() - theirs.get(j).estimate());
      // A variance of exactly 0 has no standard error.
      most = Math.max(most, apart == 0 ? 0 : apart / theirs.get(j).se());
    }
    return most;
  }

  private static List<ParameterEstimate> covarianceParameters(Fit fit) {
    return Stream.concat(
            fit.randomEffects().stream().flatMap(block -> block.parameters().stream()),
            fit.residual().stream())
        .toList();
  }
}
