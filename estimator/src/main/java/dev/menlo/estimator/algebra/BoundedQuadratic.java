package dev.menlo.estimator.algebra;

import java.util.Arrays;

/**
 * The minimum of {@code q(s) = g's + s'Hs/2} over {@code |s| <= radius}, exactly, for a small
 * symmetric H of any inertia (Nocedal and Wright 2006, section 4.3): {@code s = -(H + mu I)^{-1} g}
 * with the least mu that leaves H + mu I positive semidefinite and s within the radius. Where g has
 * nothing along the lowest eigenvector and that is negative (the hard case: a saddle), the step
 * goes along it to the radius.
 */
public final class BoundedQuadratic {
  private static final double FLAT = 1e-13;
  private static final int HALVINGS = 80;

  private final int n;
  private final double[] values;
  private final double[] vectors;

  /** v_k'g. */
  private final double[] along;

  private final double flat;

  /**
   * A problem.
   *
   * @param gradient g, n; not modified
   * @param hessian H, n x n row-major; not modified
   */
  public BoundedQuadratic(double[] gradient, double[] hessian) {
    n = gradient.length;
    SymmetricEigen eigen = SymmetricEigen.of(hessian, n);
    values = eigen.values();
    vectors = eigen.vectors();
    along = new double[n];
    for (int k = 0; k < n; k++) {
      for (int i = 0; i < n; i++) {
        along[k] += vectors[k * n + i] * gradient[i];
      }
    }
    flat = n == 0 ? 0 : FLAT * Math.max(Math.abs(values[0]), Math.abs(values[n - 1]));
  }

  /** The minimum within a radius. */
  public double[] step(double radius) {
    double[] s = coordinates(radius);
    double[] step = new double[n];
    for (int k = 0; k < n; k++) {
      for (int i = 0; i < n; i++) {
        step[i] += s[k] * vectors[k * n + i];
      }
    }
    return step;
  }

  /** By how much q falls at that minimum, at least 0. */
  public double decrease(double radius) {
    double[] s = coordinates(radius);
    double change = 0;
    for (int k = 0; k < n; k++) {
      change += s[k] * (along[k] + 0.5 * values[k] * s[k]);
    }
    return Math.max(0, -change);
  }

  /** The minimum in the eigenvectors. */
  private double[] coordinates(double radius) {
    double least = n == 0 ? 0 : Math.max(0, -values[0]);
    double[] s = shifted(least);
    if (length(s) > radius) {
      return shifted(shift(least, radius));
    }
    if (least > flat) {
      double rest = Math.sqrt(Math.max(0, radius * radius - length(s) * length(s)));
      s[0] += along[0] > 0 ? -rest : rest;
    }
    return s;
  }

  /** The mu with |s| = radius, from below. */
  private double shift(double least, double radius) {
    double low = least;
    double high = least + length(along) / radius;
    for (int k = 0; k < HALVINGS && high - low > 1e-9 * high; k++) {
      double middle = 0.5 * (low + high);
      if (length(shifted(middle)) > radius) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** {@code -(H + mu I)^+ g}; what has neither slope nor curvature stays. */
  private double[] shifted(double mu) {
    double[] s = new double[n];
    for (int k = 0; k < n; k++) {
      double size = values[k] + mu;
      if (size > flat) {
        s[k] = -along[k] / size;
      } else if (Math.abs(along[k]) > FLAT * length(along)) {
        s[k] = -along[k] / Math.max(size, 1e-300);
      }
    }
    return s;
  }

  private static double length(double[] a) {
    return Math.sqrt(Arrays.stream(a).map(x -> x * x).sum());
  }
}
