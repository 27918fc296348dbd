package dev.menlo.estimator.inference;

import dev.menlo.estimator.FixedPoint;
import dev.menlo.estimator.ParameterEstimate;
import dev.menlo.estimator.RandomEffectsEstimate;
import dev.menlo.estimator.Warning;
import dev.menlo.estimator.algebra.SymmetricEigen;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;
import dev.menlo.model.CovarianceBlock;
import dev.menlo.model.CovarianceType;
import dev.menlo.model.GroupingLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the variance estimates of a fit give reason to say: zero variances, singular directions. */
public final class Findings {
  /** Standard error of a variance, over the variance, from which it is called not identified. */
  private static final double FLAT = 5;

  private static final double ZERO = 1e-9;

  private Findings() {}

  /** The warnings of a fixed point, in table order. */
  public static List<Warning> of(
      FixedPoint point, RandomEffectsCovariance covariance, List<RandomEffectsEstimate> estimates) {
    List<Warning> warnings = new ArrayList<>();
    for (RandomEffectsEstimate block : estimates) {
      for (ParameterEstimate parameter : block.parameters()) {
        zeroOrFlat(parameter, block.path(), warnings);
      }
    }
    for (int level = 1; level <= covariance.levels().size(); level++) {
      GroupingLevel grouping = covariance.levels().get(level - 1);
      double[] d = covariance.relativeCovariance(point.psi(), level);
      for (CovarianceBlock block : grouping.blocks()) {
        if (block.type() != CovarianceType.INDEPENDENT && block.members().size() > 1) {
          singularDirections(grouping, block, d, warnings);
        }
      }
    }
    return warnings;
  }

  private static void zeroOrFlat(ParameterEstimate parameter, String path, List<Warning> warnings) {
    if (!parameter.name().startsWith("var(")) {
      return;
    }
    if (parameter.estimate() == 0) {
      warnings.add(
          new Warning(
              Warning.Code.ZERO_VARIANCE,
              parameter.name() + " (" + path + ") is estimated as 0",
              "drop this random effect: the data show no variation beyond the residual"));
    } else if (parameter.se() > FLAT * parameter.estimate()) {
      warnings.add(
          new Warning(
              Warning.Code.NOT_IDENTIFIED,
              String.format(
                  Locale.ROOT,
                  "%s (%s) is not identified: its standard error is %.1f times the estimate",
                  parameter.name(),
                  path,
                  parameter.se() / parameter.estimate()),
              "the likelihood is nearly flat in it: drop this random effect or simplify the structure"));
    }
  }

  private static void singularDirections(
      GroupingLevel grouping, CovarianceBlock block, double[] d, List<Warning> warnings) {
    int n = block.members().size();
    double[] part =
        RandomEffectsCovariance.submatrix(d, grouping.randomEffects().size(), block.members());
    double[] sd = new double[n];
    for (int i = 0; i < n; i++) {
      sd[i] = Math.sqrt(part[i * n + i]);
      if (sd[i] == 0) {
        return;
      }
    }
    double[] correlation = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        correlation[i * n + j] = part[i * n + j] / (sd[i] * sd[j]);
      }
    }
    SymmetricEigen eigen = SymmetricEigen.of(correlation, n);
    for (int k = 0; k < n && eigen.values()[k] < ZERO; k++) {
      double[] vector = new double[n];
      for (int i = 0; i < n; i++) {
        vector[i] = eigen.vectors()[k * n + i] / sd[i];
      }
      warnings.add(singular(grouping, block, vector));
    }
  }

  private static Warning singular(GroupingLevel grouping, CovarianceBlock block, double[] vector) {
    double largest = 0;
    for (double v : vector) {
      largest = Math.abs(v) > Math.abs(largest) ? v : largest;
    }
    StringBuilder combination = new StringBuilder();
    for (int i = 0; i < vector.length; i++) {
      double weight = vector[i] / largest;
      combination.append(i == 0 ? (weight < 0 ? "-" : "") : weight < 0 ? " - " : " + ");
      combination.append(
          String.format(
              Locale.ROOT,
              "%.4g*%s",
              Math.abs(weight),
              grouping.randomEffects().get(block.members().get(i))));
    }
    return new Warning(
        Warning.Code.SINGULAR_COVARIANCE,
        "the covariance at "
            + grouping.pathText()
            + " is singular: "
            + combination
            + " has no variance",
        "use a simpler structure (independent, or fewer random effects); the fixed effects and their"
            + " standard errors stand");
  }
}
