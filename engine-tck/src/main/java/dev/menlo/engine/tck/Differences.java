package dev.menlo.engine.tck;

import java.util.function.ToDoubleFunction;

/** Derivatives by central differences with one Richardson extrapolation, error O(h^4). */
final class Differences {
  private Differences() {}

  /** df/dx_j. */
  static double first(ToDoubleFunction<double[]> f, double[] x, int j, double h) {
    return (4 * slope(f, x, j, h / 2) - slope(f, x, j, h)) / 3;
  }

  private static double slope(ToDoubleFunction<double[]> f, double[] x, int j, double h) {
    return (at(f, x, j, h, j, 0) - at(f, x, j, -h, j, 0)) / (2 * h);
  }

  /** d2f/dx_j dx_k. */
  static double second(ToDoubleFunction<double[]> f, double[] x, int j, int k, double h) {
    return (4 * curvature(f, x, j, k, h / 2) - curvature(f, x, j, k, h)) / 3;
  }

  private static double curvature(
      ToDoubleFunction<double[]> f, double[] x, int j, int k, double h) {
    return (at(f, x, j, h, k, h)
            - at(f, x, j, h, k, -h)
            - at(f, x, j, -h, k, h)
            + at(f, x, j, -h, k, -h))
        / (4 * h * h);
  }

  private static double at(
      ToDoubleFunction<double[]> f, double[] x, int j, double hj, int k, double hk) {
    double[] moved = x.clone();
    moved[j] += hj;
    moved[k] += hk;
    return f.applyAsDouble(moved);
  }
}
