package dev.menlo.estimator.inference;

import dev.menlo.engine.program.Derivatives;
import dev.menlo.engine.program.Interpreter;
import dev.menlo.engine.program.ParameterDerivatives;
import dev.menlo.estimator.ParameterEstimate;
import dev.menlo.estimator.RandomEffectsEstimate;
import dev.menlo.estimator.covariance.CovarianceParameter;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;
import dev.menlo.estimator.lindstrombates.FixedPoint;
import dev.menlo.model.CovarianceBlock;
import dev.menlo.model.GroupingLevel;
import dev.menlo.model.LoweredResidual;
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
  private final int n;

  /** The table of a fixed point at a confidence level in percent. */
  public VarianceTable(FixedPoint point, RandomEffectsCovariance covariance, double level) {
    this.point = point;
    this.covariance = covariance;
    this.interval = new Interval(level);
    this.n = point.psi().length + 1;
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
    int q = covariance.size(entry.level());
    int v = covariance.vechLength();
    int at = covariance.vechOffset(entry.level()) + vech(entry.row(), entry.column(), q);
    double value = point.sigma2() * d[entry.row() * q + entry.column()];
    double[] gradient = new double[n];
    for (int a = 0; a < covariance.parameters(); a++) {
      gradient[a] = point.sigma2() * jacobian[a * v + at];
    }
    gradient[n - 1] = 2 * value;
    double se = entry.isVariance() && value == 0 ? Double.NaN : standardError(gradient);
    IntervalScale scale = entry.isVariance() ? IntervalScale.LOG : IntervalScale.IDENTITY;
    return interval.around(entry.name(), value, se, scale);
  }

  /** Position of an entry of the lower triangle by columns. */
  private static int vech(int row, int column, int q) {
    return column * q - column * (column - 1) / 2 + row - column;
  }

  /** Residual parameters in table order. */
  public List<ParameterEstimate> residual(LoweredResidual residual) {
    int r = residual.spec().parameters();
    ParameterDerivatives natural = Derivatives.inParameters(residual.natural(), r + 1, 1);
    double[] delta = new double[r + 1];
    System.arraycopy(point.psi(), covariance.parameters(), delta, 0, r);
    delta[r] = 0.5 * Math.log(point.sigma2());
    double[] values =
        new Interpreter(natural.program())
            .evaluate(Interpreter.Row.ofResidual(new double[0], new double[0], 0, delta));
    List<ParameterEstimate> out = new ArrayList<>();
    for (int i = 0; i < residual.parameters().size(); i++) {
      double[] gradient = new double[n];
      for (int j = 0; j <= r; j++) {
        gradient[covariance.parameters() + j] = values[natural.first(i, j)];
      }
      out.add(
          interval.around(
              residual.parameters().get(i).name(),
              values[i],
              standardError(gradient),
              residual.parameters().get(i).interval()));
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
