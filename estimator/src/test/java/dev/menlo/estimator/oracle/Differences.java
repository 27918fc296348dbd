package dev.menlo.estimator.oracle;

import java.util.function.Function;

/** Numerical differentiation by central differences of fourth order. */
public final class Differences {
  private Differences() {}

  /** df_i/dx_j of a vector function, f x x. */
  public static double[][] jacobian(Function<double[], double[]> f, double[] x) {
    double[] steps = {-2, -1, 1, 2};
    double[] weights = {1, -8, 8, -1};
    double[][] out = null;
    for (int j = 0; j < x.length; j++) {
      double h = 1e-3 * Math.max(1e-2, Math.abs(x[j]));
      for (int s = 0; s < 4; s++) {
        double[] moved = x.clone();
        moved[j] += steps[s] * h;
        double[] value = f.apply(moved);
        out = out == null ? new double[value.length][x.length] : out;
        for (int i = 0; i < value.length; i++) {
          out[i][j] += weights[s] * value[i] / (12 * h);
        }
      }
    }
    return out;
  }

  /** df/dx_j of a scalar function. */
  public static double[] gradient(Function<double[], Double> f, double[] x) {
    return jacobian(y -> new double[] {f.apply(y)}, x)[0];
  }
}
