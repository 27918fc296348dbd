package dev.menlo.estimator.postestimation;

import dev.menlo.engine.Criterion;
import dev.menlo.engine.Workspace.FixedEffects;
import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.covariance.CovarianceParameter;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;
import dev.menlo.estimator.inference.NaturalResidual;
import dev.menlo.estimator.inference.VarianceParameters;
import dev.menlo.estimator.inference.VarianceParameters.Estimated;
import dev.menlo.estimator.lindstrombates.FrozenLikelihood;
import dev.menlo.estimator.lindstrombates.FrozenLikelihood.Value;
import dev.menlo.estimator.postestimation.ConstrainedTrustRegion.Minimum;
import dev.menlo.model.ResidualParameter.IntervalScale;
import java.util.Arrays;

/**
 * The profile of a variance parameter (method.md, eq. 24): the minimum of
 *
 * <pre>F(psi, s) = 2 nu s + L(psi) + rho^2(psi) e^{-2s}</pre>
 *
 * (beta minimised out) subject to {@code h(parameter(psi, s)) = h(v)}, h the scale of its interval.
 */
final class VarianceProfile implements ProfileDeviance {
  private final FittedModel fitted;
  private final FrozenLikelihood likelihood;
  private final RandomEffectsCovariance covariance;
  private final Target target;
  private final double nu;
  private final double[] estimates;
  private final double least;
  private double[] x;

  /** The parameter: an entry of Psi, or number {@code residual} of the residual parameters. */
  record Target(CovarianceParameter entry, NaturalResidual natural, int residual) {
    IntervalScale scale() {
      return entry == null
          ? natural.parameters().get(residual).interval()
          : entry.isVariance() ? IntervalScale.LOG : IntervalScale.IDENTITY;
    }
  }

  VarianceProfile(FittedModel fitted, FrozenLikelihood likelihood, Target target) {
    this.fitted = fitted;
    this.likelihood = likelihood;
    this.covariance = likelihood.covariance();
    this.target = target;
    int n = fitted.data().design().observations();
    boolean ml = fitted.options().criterion() == Criterion.ML;
    this.nu = ml ? n : n - fitted.point().beta().length;
    double[] psi = fitted.point().psi();
    this.estimates = Arrays.copyOf(psi, psi.length + 1);
    estimates[psi.length] = 0.5 * Math.log(fitted.point().sigma2());
    restart();
    this.least = objective(estimates).value();
  }

  @Override
  public double estimate() {
    return parameter(estimates).value();
  }

  @Override
  public void restart() {
    x = estimates.clone();
  }

  @Override
  public double at(double value) {
    double[] start = start(value);
    boolean[] free = new boolean[x.length];
    Arrays.fill(free, true);
    double goal = Scales.to(target.scale(), value);
    Minimum minimum =
        new ConstrainedTrustRegion(this::objective, y -> constraint(y, goal), free).from(start);
    if (minimum == null) {
      return FAILED;
    }
    if (Double.isFinite(minimum.value())) {
      x = minimum.x();
    }
    return minimum.value() - least;
  }

  /** The last solution with the random effect scaled to its new variance, off the boundary. */
  private double[] start(double value) {
    double[] start = offZero(x);
    if (target.entry() == null || !target.entry().isVariance()) {
      return start;
    }
    double factor = Math.sqrt(value / parameter(start).value());
    for (int a = 0; a < covariance.parameters(); a++) {
      start[a] *= Touches.row(covariance, a, target.entry()) ? factor : 1;
    }
    return start;
  }

  /** A point with the target's own random effects moved off a variance of zero. */
  private double[] offZero(double[] at) {
    return target.entry() == null
        ? at.clone()
        : Perturbed.of(covariance, at, this::objective, a -> moves(target.entry(), a)).clone();
  }

  private boolean moves(CovarianceParameter entry, int a) {
    return entry.isVariance()
        ? Touches.row(covariance, a, entry)
        : covariance.level(a) == entry.level();
  }

  @Override
  public double unitAtZero() {
    return 10 * Math.sqrt(parameter(offZero(estimates)).value());
  }

  @Override
  public double atZero() {
    if (target.entry() == null || !target.entry().isVariance()) {
      return Double.POSITIVE_INFINITY;
    }
    double[] start = estimates.clone();
    boolean[] free = new boolean[start.length];
    Arrays.fill(free, true);
    for (int a = 0; a < covariance.parameters(); a++) {
      if (Touches.rowOrColumn(covariance, a, target.entry())) {
        start[a] = 0;
        free[a] = false;
      }
    }
    Minimum minimum = new ConstrainedTrustRegion(this::objective, null, free).from(start);
    return minimum == null ? FAILED : minimum.value() - least;
  }

  private Jet objective(double[] at) {
    int m = at.length - 1;
    double weight = Math.exp(-2 * at[m]);
    Value v =
        likelihood.at(Arrays.copyOf(at, m), fitted.options().criterion(), FixedEffects.PROFILED, 2);
    if (v == null || !Double.isFinite(weight)) {
      return null;
    }
    int n = m + 1;
    double[] gradient = new double[n];
    double[] hessian = new double[n * n];
    for (int a = 0; a < m; a++) {
      gradient[a] = v.logDeterminantGradient()[a] + v.penalizedRssGradient()[a] * weight;
      for (int b = 0; b < m; b++) {
        hessian[a * n + b] =
            v.logDeterminantHessian()[a * m + b] + v.penalizedRssHessian()[a * m + b] * weight;
      }
      hessian[a * n + m] = -2 * v.penalizedRssGradient()[a] * weight;
      hessian[m * n + a] = hessian[a * n + m];
    }
    gradient[m] = 2 * nu - 2 * v.penalizedRss() * weight;
    hessian[n * n - 1] = 4 * v.penalizedRss() * weight;
    double value = 2 * nu * at[m] + v.logDeterminant() + v.penalizedRss() * weight;
    return new Jet(value, gradient, hessian);
  }

  /** h(parameter) - goal with derivatives; null where the parameter leaves the domain of h. */
  private Jet constraint(double[] at, double goal) {
    Estimated parameter = parameter(at);
    int n = at.length;
    VarianceParameters natural = natural(at);
    double[] curvature =
        target.entry() != null
            ? natural.curvature(target.entry())
            : natural.curvature(target.natural(), target.residual());
    double h = Scales.to(target.scale(), parameter.value());
    double slope = Scales.slope(target.scale(), parameter.value());
    double bend = Scales.bend(target.scale(), parameter.value());
    if (!Double.isFinite(h) || !Double.isFinite(slope)) {
      return null;
    }
    double[] gradient = new double[n];
    double[] hessian = new double[n * n];
    for (int i = 0; i < n; i++) {
      gradient[i] = slope * parameter.gradient()[i];
      for (int j = 0; j < n; j++) {
        hessian[i * n + j] =
            slope * curvature[i * n + j] + bend * parameter.gradient()[i] * parameter.gradient()[j];
      }
    }
    return new Jet(h - goal, gradient, hessian);
  }

  private Estimated parameter(double[] at) {
    VarianceParameters natural = natural(at);
    return target.entry() != null
        ? natural.entry(target.entry()).estimated()
        : natural.residual(target.natural()).get(target.residual()).estimated();
  }

  private VarianceParameters natural(double[] at) {
    int m = at.length - 1;
    return new VarianceParameters(covariance, Arrays.copyOf(at, m), Math.exp(2 * at[m]));
  }
}
