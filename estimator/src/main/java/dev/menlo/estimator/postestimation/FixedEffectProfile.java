package dev.menlo.estimator.postestimation;

import dev.menlo.engine.Criterion;
import dev.menlo.engine.Quantity;
import dev.menlo.engine.Workspace.FixedEffects;
import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.lindstrombates.FrozenLikelihood;
import dev.menlo.estimator.lindstrombates.FrozenLikelihood.Value;
import dev.menlo.estimator.postestimation.ConstrainedTrustRegion.Minimum;
import java.util.Arrays;

/**
 * The profile of a fixed effect under ML (method.md, eq. 23): at {@code beta_j = v} the other fixed
 * effects are those of a model without column j and a response less {@code X_j (v - beta_j^)}, and
 * psi minimises its profiled deviance {@code L + N (1 + log(2 pi rho^2 / N))}.
 */
final class FixedEffectProfile implements ProfileDeviance {
  private final FittedModel fitted;
  private final Linearised reduced;
  private final int j;
  private final double[] jacobian;
  private final double least;
  private double[] psi;

  /** The profile of fixed effect j; {@code reduced} is the model without it. */
  FixedEffectProfile(FittedModel fitted, Linearised full, Linearised reduced, int j) {
    this.fitted = fitted;
    this.reduced = reduced;
    this.j = j;
    this.jacobian = full.with(f -> f.read(Quantity.FIXED_JACOBIAN));
    restart();
    this.least = full.with(f -> deviance(f, psi).value());
  }

  @Override
  public double estimate() {
    return fitted.point().beta()[j];
  }

  @Override
  public void restart() {
    psi = fitted.point().psi().clone();
  }

  @Override
  public double at(double value) {
    double[] response = reduced.shifted(jacobian, j, value - estimate());
    Minimum minimum = reduced.with(response, this::minimum);
    if (minimum == null) {
      return FAILED;
    }
    psi = minimum.x();
    return minimum.value() - least;
  }

  private Minimum minimum(FrozenLikelihood likelihood) {
    boolean[] free = new boolean[psi.length];
    Arrays.fill(free, true);
    return new ConstrainedTrustRegion(x -> deviance(likelihood, x), null, free).from(psi);
  }

  @Override
  public double atZero() {
    return Double.POSITIVE_INFINITY;
  }

  /** {@code L + N (1 + log(2 pi rho^2 / N))} with gradient and Hessian in psi. */
  private Jet deviance(FrozenLikelihood likelihood, double[] at) {
    Value v = likelihood.at(at, Criterion.ML, FixedEffects.PROFILED, 2);
    if (v == null) {
      return null;
    }
    int m = at.length;
    double nu = fitted.data().design().observations();
    double rss = v.penalizedRss();
    double[] gradient = new double[m];
    double[] hessian = new double[m * m];
    for (int a = 0; a < m; a++) {
      double da = v.penalizedRssGradient()[a];
      gradient[a] = v.logDeterminantGradient()[a] + nu * da / rss;
      for (int b = 0; b < m; b++) {
        double db = v.penalizedRssGradient()[b];
        hessian[a * m + b] =
            v.logDeterminantHessian()[a * m + b]
                + nu * (v.penalizedRssHessian()[a * m + b] / rss - da * db / (rss * rss));
      }
    }
    double value = v.logDeterminant() + nu * (1 + Math.log(2 * Math.PI * rss / nu));
    return new Jet(value, gradient, hessian);
  }
}
