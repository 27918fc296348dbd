package dev.menlo.estimator.structures;

import java.util.function.UnaryOperator;

/** Derivatives by central differences of sixth order. */
final class Gradients {
  private static final double STEP = 2e-3;
  private static final double[] WEIGHTS = {45, -9, 1};

  private Gradients() {}

  /** Per output, its gradient. */
  static double[][] of(UnaryOperator<double[]> f, double[] at) {
    int outputs = f.apply(at).length;
    double[][] out = new double[outputs][at.length];
    for (int i = 0; i < at.length; i++) {
      for (int k = 0; k < WEIGHTS.length; k++) {
        double[] above = f.apply(moved(at, i, (k + 1) * STEP));
        double[] below = f.apply(moved(at, i, -(k + 1) * STEP));
        for (int o = 0; o < outputs; o++) {
          out[o][i] += WEIGHTS[k] * (above[o] - below[o]) / (60 * STEP);
        }
      }
    }
    return out;
  }

  private static double[] moved(double[] at, int i, double by) {
    double[] x = at.clone();
    x[i] += by;
    return x;
  }
}
