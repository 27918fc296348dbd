package dev.menlo.estimator.lindstrombates;

import dev.menlo.estimator.algebra.Cholesky;
import dev.menlo.estimator.algebra.SymmetricEigen;

/**
 * A Newton step on a few parameters within a trust region (method.md, eq. 11; Nocedal and Wright,
 * Numerical Optimization, 2nd ed., chapter 4). Where the Hessian is not positive definite its
 * eigenvalues enter by their absolute values, so that the step leaves a saddle instead of seeking
 * it.
 */
final class TrustRegion {
  private static final double PIVOT = 1e-10;

  private final int n;
  private final double[] scaled;

  /** The step, in the parameters' own scale. */
  final double[] step;

  /** The decrease of the deviance that the quadratic model predicts, at least 0. */
  double predicted;

  /** g'H^{-1}g, the squared length of the full step in the metric of the deviance. */
  double decrement;

  /** Length of the step in scaled parameters. */
  double length;

  /** Whether the full Newton step was taken on a positive definite Hessian. */
  boolean newton;

  TrustRegion(int n) {
    this.n = n;
    scaled = new double[n * n];
    step = new double[n];
  }

  /**
   * Minimises {@code g's + s'Hs/2} over |s / scale| &lt;= radius.
   *
   * @param gradient g, n
   * @param hessian H, n x n
   * @param scale natural size of each parameter, positive
   */
  void solve(double[] gradient, double[] hessian, double[] scale, double radius) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        scaled[i * n + j] = hessian[i * n + j] * scale[i] * scale[j];
      }
      step[i] = -gradient[i] * scale[i];
    }
    double[] factor = scaled.clone();
    newton = Cholesky.factor(factor, n, PIVOT);
    if (newton) {
      double[] g = step.clone();
      Cholesky.solve(factor, n, step);
      decrement = dot(g, step);
      length = Math.sqrt(dot(step, step));
      newton = length <= radius;
    }
    if (!newton) {
      bounded(gradient, scale, radius);
    }
    predicted = Math.max(0, -modelChange(gradient, hessian, scale));
    for (int i = 0; i < n; i++) {
      step[i] *= scale[i];
    }
  }

  /** s = -sum v (v'g) / (|lambda| + mu), mu such that |s| = radius if need be. */
  private void bounded(double[] gradient, double[] scale, double radius) {
    SymmetricEigen eigen = SymmetricEigen.of(scaled, n);
    double top = 0;
    double[] along = new double[n];
    for (int k = 0; k < n; k++) {
      top = Math.max(top, Math.abs(eigen.values()[k]));
      for (int i = 0; i < n; i++) {
        along[k] -= eigen.vectors()[k * n + i] * gradient[i] * scale[i];
      }
    }
    double[] size = new double[n];
    decrement = 0;
    for (int k = 0; k < n; k++) {
      size[k] = Math.max(Math.abs(eigen.values()[k]), 1e-12 * top + 1e-300);
      decrement += along[k] * along[k] / size[k];
    }
    double mu = 0;
    if (length(along, size, 0) > radius) {
      double high = Math.sqrt(dot(along, along)) / radius;
      double low = 0;
      for (int k = 0; k < 60 && high - low > 1e-3 * high; k++) {
        mu = 0.5 * (low + high);
        if (length(along, size, mu) > radius) {
          low = mu;
        } else {
          high = mu;
        }
      }
      mu = high;
    }
    java.util.Arrays.fill(step, 0);
    for (int k = 0; k < n; k++) {
      double weight = along[k] / (size[k] + mu);
      for (int i = 0; i < n; i++) {
        step[i] += weight * eigen.vectors()[k * n + i];
      }
    }
    length = Math.sqrt(dot(step, step));
  }

  private static double length(double[] along, double[] size, double mu) {
    double sum = 0;
    for (int k = 0; k < along.length; k++) {
      double x = along[k] / (size[k] + mu);
      sum += x * x;
    }
    return Math.sqrt(sum);
  }

  private double modelChange(double[] gradient, double[] hessian, double[] scale) {
    double change = 0;
    for (int i = 0; i < n; i++) {
      double hs = 0;
      for (int j = 0; j < n; j++) {
        hs += scaled[i * n + j] * step[j];
      }
      change += step[i] * (gradient[i] * scale[i] + 0.5 * hs);
    }
    return change;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
