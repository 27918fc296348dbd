package dev.menlo.estimator.postestimation;

import dev.menlo.estimator.covariance.RandomEffectsCovariance;
import java.util.function.IntPredicate;

/**
 * Starts off the boundary for what must leave it: where a column of Lambda is zero, no first
 * derivative of a variance says how to make it larger.
 */
final class Perturbed {
  private Perturbed() {}

  /**
   * A point with what is exactly zero moved by a tenth of the length that its curvature gives.
   *
   * @param x psi, perhaps with more behind it
   * @param moved which of its first entries may be moved
   */
  static double[] of(
      RandomEffectsCovariance covariance, double[] x, Jet.Function f, IntPredicate moved) {
    boolean[] free = covariance.free(x, x.length);
    boolean dead = false;
    for (int a = 0; a < covariance.parameters(); a++) {
      free[a] |= !moved.test(a);
      dead |= !free[a];
    }
    Jet jet = dead ? f.at(x) : null;
    if (jet == null) {
      return x;
    }
    double[] out = x.clone();
    for (int a = 0; a < covariance.parameters(); a++) {
      double curvature = Math.abs(jet.hessian()[a * x.length + a]);
      if (!free[a] && curvature > 0) {
        out[a] = 0.1 / Math.sqrt(0.5 * curvature);
      }
    }
    return out;
  }
}
