package dev.menlo.estimator.oracle;

import java.util.function.ToDoubleFunction;

/** Second derivatives of a function from its values alone, by differences of fourth order. */
public final class NumericalHessian {
  private static final double[] STEPS = {-2, -1, 1, 2};
  private static final double[] WEIGHTS = {1.0 / 12, -8.0 / 12, 8.0 / 12, -1.0 / 12};

  private NumericalHessian() {}

  /**
   * The Hessian.
   *
   * @param h step of each variable
   */
  public static double[][] of(ToDoubleFunction<double[]> f, double[] x, double[] h) {
    int n = x.length;
    double[][] out = new double[n][n];
    double centre = f.applyAsDouble(x);
    for (int i = 0; i < n; i++) {
      out[i][i] = curvature(f, x, i, h[i], centre);
      for (int j = 0; j < i; j++) {
        double sum = 0;
        for (int a = 0; a < 4; a++) {
          for (int b = 0; b < 4; b++) {
            double[] moved = x.clone();
            moved[i] += STEPS[a] * h[i];
            moved[j] += STEPS[b] * h[j];
            sum += WEIGHTS[a] * WEIGHTS[b] * f.applyAsDouble(moved);
          }
        }
        out[i][j] = sum / (h[i] * h[j]);
        out[j][i] = out[i][j];
      }
    }
    return out;
  }

  private static double curvature(
      ToDoubleFunction<double[]> f, double[] x, int i, double h, double centre) {
    double[] weights = {-1.0 / 12, 16.0 / 12, 16.0 / 12, -1.0 / 12};
    double sum = -30.0 / 12 * centre;
    for (int a = 0; a < 4; a++) {
      double[] moved = x.clone();
      moved[i] += STEPS[a] * h;
      sum += weights[a] * f.applyAsDouble(moved);
    }
    return sum / (h * h);
  }

  /** The inverse of a matrix, in which a row of zeros stands for a variable left out. */
  public static double[][] inverse(double[][] hessian) {
    return Dense.inverse(hessian);
  }
}
