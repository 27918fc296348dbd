package dev.menlo.estimator.inference;

import dev.menlo.estimator.FixedPoint;
import dev.menlo.estimator.ParameterEstimate;
import dev.menlo.estimator.RandomEffectsEstimate;
import dev.menlo.estimator.covariance.CovarianceParameter;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;
import dev.menlo.model.CovarianceBlock;
import dev.menlo.model.GroupingLevel;
import dev.menlo.model.ResidualParameter;
import dev.menlo.model.ResidualParameter.IntervalScale;
import java.util.ArrayList;
import java.util.List;

/**
 * Variance parameters on their natural scale, by the delta method from (psi, s = log sigma)
 * (method.md, eq. 16): {@code Psi = sigma^2 D(theta)}, so {@code dPsi/dtheta = sigma^2 dD/dtheta}
 * and {@code dPsi/ds = 2 Psi}. For a singular Psi of rank r the zero columns of Lambda are left
 * out, so that the method runs through a q x r factor.
 */
public final class VarianceTable {
  private final FixedPoint point;
  private final RandomEffectsCovariance covariance;
  private final Interval interval;
  private final StandardDeviations metric;
  private final int n;

  /** The table of a fixed point at a confidence level in percent, in variances and covariances. */
  public VarianceTable(FixedPoint point, RandomEffectsCovariance covariance, double level) {
    this(point, covariance, new Interval(level), null);
  }

  private VarianceTable(
      FixedPoint point,
      RandomEffectsCovariance covariance,
      Interval interval,
      StandardDeviations metric) {
    this.point = point;
    this.covariance = covariance;
    this.interval = interval;
    this.metric = metric;
    this.n = point.psi().length + 1;
  }

  /** The same table in standard deviations and correlations. */
  public VarianceTable inStandardDeviations() {
    return new VarianceTable(point, covariance, interval, new StandardDeviations());
  }

  /** One entry a covariance block, in model order. */
  public List<RandomEffectsEstimate> randomEffects() {
    double[] jacobian = covariance.vechJacobian(point.psi());
    List<RandomEffectsEstimate> out = new ArrayList<>();
    for (int level = 1; level <= covariance.levels().size(); level++) {
      GroupingLevel grouping = covariance.levels().get(level - 1);
      double[] d = covariance.relativeCovariance(point.psi(), level);
      for (int b = 0; b < grouping.blocks().size(); b++) {
        CovarianceBlock block = grouping.blocks().get(b);
        List<ParameterEstimate> parameters = new ArrayList<>();
        for (CovarianceParameter entry : covariance.entries()) {
          if (entry.level() == level && entry.block() == b) {
            parameters.add(entry(entry, d, jacobian));
          }
        }
        List<String> names = block.members().stream().map(grouping.randomEffects()::get).toList();
        out.add(new RandomEffectsEstimate(grouping.pathText(), block.type(), names, parameters));
      }
    }
    return out;
  }

  private ParameterEstimate entry(CovarianceParameter entry, double[] d, double[] jacobian) {
    Estimated own = estimated(entry.level(), entry.row(), entry.column(), d, jacobian);
    IntervalScale scale = entry.isVariance() ? IntervalScale.LOG : IntervalScale.IDENTITY;
    Labelled parameter = new Labelled(entry.name(), own, scale);
    if (metric != null && entry.isVariance()) {
      parameter = metric.ofVariance(parameter);
    } else if (metric != null) {
      Estimated row = estimated(entry.level(), entry.row(), entry.row(), d, jacobian);
      Estimated column = estimated(entry.level(), entry.column(), entry.column(), d, jacobian);
      parameter = metric.ofCovariance(parameter, row, column);
    }
    return around(parameter, entry.isVariance() && own.value() == 0);
  }

  /** An entry of Psi at some level with its gradient in (psi, s). */
  private Estimated estimated(int level, int row, int column, double[] d, double[] jacobian) {
    int q = covariance.size(level);
    int v = covariance.vechLength();
    int at = covariance.vechOffset(level) + vech(row, column, q);
    double value = point.sigma2() * d[row * q + column];
    double[] gradient = new double[n];
    for (int a = 0; a < covariance.parameters(); a++) {
      gradient[a] = point.sigma2() * jacobian[a * v + at];
    }
    gradient[n - 1] = 2 * value;
    return new Estimated(value, gradient);
  }

  private ParameterEstimate around(Labelled parameter, boolean onBoundary) {
    Estimated e = parameter.estimated();
    double se = onBoundary ? Double.NaN : standardError(e.gradient());
    return interval.around(parameter.name(), e.value(), se, parameter.scale());
  }

  /** A value with its gradient in (psi, s). */
  record Estimated(double value, double[] gradient) {}

  /** A value under its name, with the scale of its interval. */
  record Labelled(String name, Estimated estimated, IntervalScale scale) {}

  /** Position of an entry of the lower triangle by columns. */
  private static int vech(int row, int column, int q) {
    return column * q - column * (column - 1) / 2 + row - column;
  }

  /** Residual parameters in table order. */
  public List<ParameterEstimate> residual(NaturalResidual residual) {
    int r = residual.delta();
    double[] delta = new double[r + 1];
    System.arraycopy(point.psi(), covariance.parameters(), delta, 0, r);
    delta[r] = 0.5 * Math.log(point.sigma2());
    double[] values = residual.evaluate(delta);
    List<ParameterEstimate> out = new ArrayList<>();
    for (int i = 0; i < residual.parameters().size(); i++) {
      double[] gradient = new double[n];
      for (int j = 0; j <= r; j++) {
        gradient[covariance.parameters() + j] = values[residual.first(i, j)];
      }
      ResidualParameter parameter = residual.parameters().get(i);
      Labelled labelled =
          new Labelled(parameter.name(), new Estimated(values[i], gradient), parameter.interval());
      boolean isVariance = StandardDeviations.isVariance(parameter.name());
      out.add(around(metric != null && isVariance ? metric.ofVariance(labelled) : labelled, false));
    }
    return out;
  }

  /** sqrt(g'Vg) over the parameters that have a covariance. */
  private double standardError(double[] gradient) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double cov = point.varianceCovariance()[i * n + j];
        if (gradient[i] != 0 && gradient[j] != 0) {
          sum += gradient[i] * cov * gradient[j];
        }
      }
    }
    return Math.sqrt(sum);
  }
}
