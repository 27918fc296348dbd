package dev.menlo.estimator.postestimation;

import dev.menlo.engine.Criterion;
import dev.menlo.engine.Quantity;
import dev.menlo.engine.Workspace.FixedEffects;
import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.algebra.ScaledInverse;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;
import dev.menlo.estimator.lindstrombates.FrozenLikelihood;
import dev.menlo.estimator.lindstrombates.FrozenLikelihood.Value;
import java.util.Arrays;

/**
 * The inverse information of (beta, psi, s = log sigma) of the linearised model (method.md, eq.
 * 20), the inverse Hessian of
 *
 * <pre>f = nu s + L(psi) / 2 + Q(beta, psi) e^{-2s} / 2</pre>
 *
 * with Q quadratic in beta: {@code Q = rho^2(psi) + |beta - beta^(psi)|^2_M}, {@code M =
 * X'V^{-1}X}. With {@code B = dbeta^/dpsi} and P the inverse Hessian of f minimised over beta, the
 * blocks are {@code sigma^2 M^{-1} + B P B'}, {@code B P} and P. {@code -2 M B = d2Q/dbeta dpsi}
 * comes from the exact gradients of Q at responses shifted along X.
 */
final class FullInformation {
  private final FittedModel fitted;
  private final Linearised model;
  private final int p;
  private final int m;

  private FullInformation(FittedModel fitted, Linearised model) {
    this.fitted = fitted;
    this.model = model;
    this.p = fitted.point().beta().length;
    this.m = fitted.point().psi().length;
  }

  static EstimatesCovariance of(FittedModel fitted) {
    try (Linearised model = Linearised.of(fitted)) {
      return new FullInformation(fitted, model).covariance();
    }
  }

  private EstimatesCovariance covariance() {
    Criterion criterion = fitted.options().criterion();
    double[] psi = fitted.point().psi();
    Value value = model.with(f -> f.at(psi, criterion, FixedEffects.PROFILED, 2));
    int n = p + m + 1;
    if (value == null) {
      return new EstimatesCovariance(Vce.FULL, ScaledInverse.filled(n * n), n, 0);
    }
    double[] inverse = ScaledInverse.of(value.information(), p, 1e-14);
    double[] slopes = product(inverse, slopesTimesM(inverse));
    double[] variance = varianceBlock(value);
    double[] matrix = new double[n * n];
    for (int i = 0; i < m + 1; i++) {
      System.arraycopy(variance, i * (m + 1), matrix, (p + i) * n + p, m + 1);
    }
    for (int j = 0; j < p; j++) {
      for (int a = 0; a < m + 1; a++) {
        double cross = cross(slopes, variance, j, a);
        matrix[j * n + p + a] = cross;
        matrix[(p + a) * n + j] = cross;
      }
    }
    for (int j = 0; j < p; j++) {
      for (int k = 0; k < p; k++) {
        double sum = fitted.point().sigma2() * inverse[j * p + k];
        for (int a = 0; a < m; a++) {
          if (slopes[k * m + a] != 0 && !Double.isNaN(variance[a * (m + 1) + a])) {
            sum += matrix[j * n + p + a] * slopes[k * m + a];
          }
        }
        matrix[j * n + k] = sum;
      }
    }
    return new EstimatesCovariance(Vce.FULL, matrix, n, 0);
  }

  /** (B P)_ja over the psi that have a covariance; NaN for an a that has none. */
  private double cross(double[] slopes, double[] variance, int j, int a) {
    if (Double.isNaN(variance[a * (m + 1) + a])) {
      return Double.NaN;
    }
    double sum = 0;
    for (int b = 0; b < m; b++) {
      if (!Double.isNaN(variance[b * (m + 1) + b])) {
        sum += slopes[j * m + b] * variance[b * (m + 1) + a];
      }
    }
    return sum;
  }

  /**
   * P: the inverse Hessian of f in (psi, s), beta minimised out, over the psi that move D.
   *
   * <pre>d2f/dpsi2 = (d2L + d2rho2 / sigma^2) / 2,  d2f/dpsi ds = -drho2 / sigma^2,
   * d2f/ds2 = 2 rho2 / sigma^2</pre>
   */
  private double[] varianceBlock(Value value) {
    double sigma2 = fitted.point().sigma2();
    int n = m + 1;
    double[] hessian = new double[n * n];
    for (int a = 0; a < m; a++) {
      for (int b = 0; b < m; b++) {
        hessian[a * n + b] =
            0.5
                * (value.logDeterminantHessian()[a * m + b]
                    + value.penalizedRssHessian()[a * m + b] / sigma2);
      }
      hessian[a * n + m] = -value.penalizedRssGradient()[a] / sigma2;
      hessian[m * n + a] = hessian[a * n + m];
    }
    hessian[n * n - 1] = 2 * value.penalizedRss() / sigma2;
    RandomEffectsCovariance structure = new RandomEffectsCovariance(fitted.lowered().levels());
    boolean[] free = Arrays.copyOf(structure.free(fitted.point().psi(), m), n);
    free[m] = true;
    return ScaledInverse.ofFree(hessian, free, n, 1e-13);
  }

  /** M B, p x m: a central difference in beta, which is exact as Q is quadratic in it. */
  private double[] slopesTimesM(double[] inverse) {
    double[] out = new double[p * m];
    if (m == 0) {
      return out;
    }
    double[] jacobian = model.with(f -> f.read(Quantity.FIXED_JACOBIAN));
    for (int j = 0; j < p; j++) {
      double h = Math.sqrt(fitted.point().sigma2() * inverse[j * p + j]);
      double[] above = gradient(model.shifted(jacobian, j, h));
      double[] below = gradient(model.shifted(jacobian, j, -h));
      for (int a = 0; a < m; a++) {
        out[j * m + a] = -(above[a] - below[a]) / (4 * h);
      }
    }
    return out;
  }

  private double[] gradient(double[] response) {
    return model.with(response, this::heldGradient);
  }

  private double[] heldGradient(FrozenLikelihood likelihood) {
    Value value = likelihood.at(fitted.point().psi(), Criterion.ML, FixedEffects.HELD, 1);
    return value == null ? ScaledInverse.filled(m) : value.penalizedRssGradient();
  }

  private double[] product(double[] inverse, double[] mb) {
    double[] out = new double[p * m];
    for (int j = 0; j < p; j++) {
      for (int k = 0; k < p; k++) {
        for (int a = 0; a < m; a++) {
          out[j * m + a] += inverse[j * p + k] * mb[k * m + a];
        }
      }
    }
    return out;
  }
}
