package dev.menlo.estimator.start.curve;

import java.util.Arrays;

/**
 * Points of a curve.
 *
 * @param x values of the covariate
 * @param y responses, finite
 */
public record Points(double[] x, double[] y) {
  /** Smallest x. */
  double low() {
    return Arrays.stream(x).min().orElse(0);
  }

  /** Largest x. */
  double high() {
    return Arrays.stream(x).max().orElse(1);
  }

  /** Smallest positive x, 1 if there is none. */
  double lowestPositive() {
    return Arrays.stream(x).filter(v -> v > 0).min().orElse(1);
  }

  /** The points of several sets together. */
  static Points pooled(Iterable<Points> sets) {
    double[] x = new double[0];
    double[] y = new double[0];
    for (Points set : sets) {
      int n = x.length;
      x = Arrays.copyOf(x, n + set.x.length);
      y = Arrays.copyOf(y, n + set.x.length);
      System.arraycopy(set.x, 0, x, n, set.x.length);
      System.arraycopy(set.y, 0, y, n, set.x.length);
    }
    return new Points(x, y);
  }
}
