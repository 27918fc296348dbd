package dev.menlo.estimator.lindstrombates;

import dev.menlo.engine.FitStatus;
import dev.menlo.engine.Profile;
import dev.menlo.engine.Workspace.FixedEffects;
import dev.menlo.estimator.algebra.ScaledInverse;
import java.util.Arrays;

/**
 * The information at a fixed point, by the rules that reproduce menl's printed standard errors
 * (method.md, eqs. 14 and 15).
 */
final class Information {
  private final Exchange exchange;
  private final Settings settings;

  Information(Exchange exchange, Settings settings) {
    this.exchange = exchange;
    this.settings = settings;
  }

  /** {@code sigma^2 (X'V^{-1}X)^{-1} N / (N - p)}, under ML and REML; NaN if it does not exist. */
  double[] fixedEffects(int f, double sigma2) {
    int p = exchange.workspace.model().fixedEffects();
    int observations = exchange.workspace.design(f).observations();
    double[] information =
        Arrays.copyOfRange(exchange.profile.fixedEffectsInformation, f * p * p, (f + 1) * p * p);
    if (observations <= p) {
      return filled(p * p);
    }
    double[] inverse = ScaledInverse.of(information, p, 1e-14);
    double factor = sigma2 * observations / (observations - p);
    for (int i = 0; i < p * p; i++) {
      inverse[i] *= factor;
    }
    return inverse;
  }

  /**
   * Inverse of the negative Hessian in (psi, s = log sigma) of {@code -1/2 [2 nu s + L + Q
   * e^{-2s}]} with beta held at its estimate. Parameters that do not move D are left out, and are
   * NaN.
   */
  double[] variance(int f, FitState fit) {
    Profile held = held(f, fit);
    int n = fit.psi.length + 1;
    if (held.status[f] != FitStatus.OK) {
      return filled(n * n);
    }
    double[] information = negativeHessian(held, f, fit);
    boolean[] free = Arrays.copyOf(exchange.covariance.free(fit.psi, n - 1), n);
    free[n - 1] = true;
    return ScaledInverse.ofFree(information, free, n, 1e-13);
  }

  private Profile held(int f, FitState fit) {
    exchange.variance(f, fit.psi);
    exchange.profileAtFactor(Exchange.only(f), settings.criterion(), FixedEffects.HELD, 2);
    return exchange.profile;
  }

  private double[] negativeHessian(Profile held, int f, FitState fit) {
    int x = exchange.workspace.model().profileParameters();
    int m = fit.psi.length;
    int n = m + 1;
    double sigma2 = fit.deviance.sigma2;
    double[] g = new double[x];
    double[] q = new double[x];
    double[] h = new double[x * x];
    for (int i = 0; i < x; i++) {
      q[i] = held.penalizedRssGradient[f * x + i] / sigma2;
      g[i] = 0.5 * (held.logDeterminantGradient[f * x + i] + q[i]);
    }
    for (int i = 0; i < x * x; i++) {
      h[i] =
          0.5
              * (held.logDeterminantHessian[f * x * x + i]
                  + held.penalizedRssHessian[f * x * x + i] / sigma2);
    }
    ChainRule rule = new ChainRule(exchange.covariance, fit.psi, x);
    double[] inPsi = new double[m * m];
    double[] cross = new double[m];
    rule.apply(g, h, new double[m], inPsi);
    rule.gradient(q, cross);
    double[] information = new double[n * n];
    for (int i = 0; i < m; i++) {
      System.arraycopy(inPsi, i * m, information, i * n, m);
      information[i * n + m] = -cross[i];
      information[m * n + i] = -cross[i];
    }
    information[n * n - 1] = 2 * held.penalizedRss[f] / sigma2;
    return information;
  }

  static double[] filled(int length) {
    return ScaledInverse.filled(length);
  }
}
