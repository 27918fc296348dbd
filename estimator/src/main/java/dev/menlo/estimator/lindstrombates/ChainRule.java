package dev.menlo.estimator.lindstrombates;

import dev.menlo.estimator.covariance.RandomEffectsCovariance;

/**
 * From derivatives in x = (vech D, delta), which backends give exactly, to derivatives in psi =
 * (theta, delta) at one psi (method.md, eq. 9):
 *
 * <pre>g_psi = J g,   H_psi = J H J' + sum_v g_v d2vech_v,   J = dx/dpsi (psi x x)</pre>
 */
public final class ChainRule {
  private final RandomEffectsCovariance covariance;
  private final double[] jacobian;
  private final int t;
  private final int v;
  private final int x;
  private final int n;

  /**
   * The rule at psi.
   *
   * @param x number of entries of (vech D, delta)
   */
  public ChainRule(RandomEffectsCovariance covariance, double[] psi, int x) {
    this.covariance = covariance;
    this.jacobian = covariance.vechJacobian(psi);
    this.t = covariance.parameters();
    this.v = covariance.vechLength();
    this.x = x;
    this.n = t + x - v;
  }

  /** The gradient in psi of a function with gradient g in x. */
  public void gradient(double[] g, double[] out) {
    for (int a = 0; a < n; a++) {
      out[a] = a < t ? dot(a, g, 0) : g[v + a - t];
    }
  }

  /** Gradient and Hessian in psi, n and n x n row-major, of a function with g and H in x. */
  public void apply(double[] g, double[] h, double[] gradient, double[] hessian) {
    gradient(g, gradient);
    double[] curvature = covariance.curvature(g);
    double[] half = new double[x];
    for (int a = 0; a < n; a++) {
      row(a, h, half);
      for (int b = 0; b < n; b++) {
        double value = b < t ? dot(b, half, 0) : half[v + b - t];
        hessian[a * n + b] = a < t && b < t ? value + curvature[a * t + b] : value;
      }
    }
  }

  /** (J H)_a. */
  private void row(int a, double[] h, double[] out) {
    if (a >= t) {
      System.arraycopy(h, (v + a - t) * x, out, 0, x);
      return;
    }
    java.util.Arrays.fill(out, 0);
    for (int i = 0; i < v; i++) {
      double weight = jacobian[a * v + i];
      if (weight != 0) {
        for (int j = 0; j < x; j++) {
          out[j] += weight * h[i * x + j];
        }
      }
    }
  }

  private double dot(int a, double[] g, int offset) {
    double sum = 0;
    for (int i = 0; i < v; i++) {
      sum += jacobian[a * v + i] * g[offset + i];
    }
    return sum;
  }
}
