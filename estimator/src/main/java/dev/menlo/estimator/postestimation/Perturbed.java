package dev.menlo.estimator.postestimation;

import dev.menlo.estimator.covariance.RandomEffectsCovariance;

/**
 * Starts off the boundary: a zero column of Lambda has zero gradient wherever it should go, so a
 * search that starts there would never look.
 */
final class Perturbed {
  private Perturbed() {}

  /**
   * A point with what is exactly zero moved by a tenth of the length that its curvature gives.
   *
   * @param x psi, perhaps with more behind it
   */
  static double[] of(RandomEffectsCovariance covariance, double[] x, Jet.Function f) {
    boolean[] free = covariance.free(x, x.length);
    boolean dead = false;
    for (boolean moves : free) {
      dead |= !moves;
    }
    Jet jet = dead ? f.at(x) : null;
    if (jet == null) {
      return x;
    }
    double[] out = x.clone();
    for (int a = 0; a < x.length; a++) {
      double curvature = Math.abs(jet.hessian()[a * x.length + a]);
      if (!free[a] && curvature > 0) {
        out[a] = 0.1 / Math.sqrt(0.5 * curvature);
      }
    }
    return out;
  }
}
