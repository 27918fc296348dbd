package dev.menlo.estimator.inference;

import dev.menlo.estimator.FixedPoint;
import dev.menlo.estimator.ParameterEstimate;
import dev.menlo.estimator.RandomEffectsEstimate;
import dev.menlo.estimator.covariance.CovarianceParameter;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;
import dev.menlo.estimator.inference.VarianceParameters.Labelled;
import dev.menlo.model.CovarianceBlock;
import dev.menlo.model.GroupingLevel;
import java.util.ArrayList;
import java.util.List;

/**
 * The table of variance parameters, by the delta method from (psi, s = log sigma) (method.md, eq.
 * 16). For a singular Psi of rank r the zero columns of Lambda are left out, so that the method
 * runs through a q x r factor.
 */
public final class VarianceTable {
  private final FixedPoint point;
  private final RandomEffectsCovariance covariance;
  private final Interval interval;
  private final boolean standardDeviations;
  private final VarianceParameters parameters;

  /** The table of a fixed point at a confidence level in percent, in variances and covariances. */
  public VarianceTable(FixedPoint point, RandomEffectsCovariance covariance, double level) {
    this(point, covariance, new Interval(level), false);
  }

  private VarianceTable(
      FixedPoint point,
      RandomEffectsCovariance covariance,
      Interval interval,
      boolean standardDeviations) {
    this.point = point;
    this.covariance = covariance;
    this.interval = interval;
    this.standardDeviations = standardDeviations;
    this.parameters = new VarianceParameters(covariance, point.psi(), point.sigma2());
  }

  /** The same table in standard deviations and correlations. */
  public VarianceTable inStandardDeviations() {
    return new VarianceTable(point, covariance, interval, true);
  }

  /** One entry a covariance block, in model order. */
  public List<RandomEffectsEstimate> randomEffects() {
    List<RandomEffectsEstimate> out = new ArrayList<>();
    for (int level = 1; level <= covariance.levels().size(); level++) {
      GroupingLevel grouping = covariance.levels().get(level - 1);
      for (int b = 0; b < grouping.blocks().size(); b++) {
        CovarianceBlock block = grouping.blocks().get(b);
        List<ParameterEstimate> rows = new ArrayList<>();
        for (CovarianceParameter entry : covariance.entries()) {
          if (entry.level() == level && entry.block() == b) {
            rows.add(row(entry));
          }
        }
        List<String> names = block.members().stream().map(grouping.randomEffects()::get).toList();
        out.add(new RandomEffectsEstimate(grouping.pathText(), block.type(), names, rows));
      }
    }
    return out;
  }

  private ParameterEstimate row(CovarianceParameter entry) {
    Labelled parameter = parameters.entry(entry);
    boolean onBoundary = entry.isVariance() && parameter.estimated().value() == 0;
    return around(standardDeviations ? parameters.standardDeviation(entry) : parameter, onBoundary);
  }

  private ParameterEstimate around(Labelled parameter, boolean onBoundary) {
    double[] gradient = parameter.estimated().gradient();
    double se =
        onBoundary
            ? Double.NaN
            : QuadraticForm.standardError(gradient, point.varianceCovariance(), gradient.length);
    return interval.around(parameter.name(), parameter.estimated().value(), se, parameter.scale());
  }

  /** Residual parameters in table order. */
  public List<ParameterEstimate> residual(NaturalResidual residual) {
    return parameters.residual(residual).stream()
        .map(p -> standardDeviations ? VarianceParameters.standardDeviation(p) : p)
        .map(p -> around(p, false))
        .toList();
  }
}
