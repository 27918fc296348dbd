package dev.menlo.estimator.lindstrombates;

import dev.menlo.estimator.algebra.Cholesky;
import java.util.ArrayList;
import java.util.List;

/**
 * The fallback for alternations that do not contract: Anderson mixing (1965, J. ACM 12:547)
 * (method.md, eq. 30) of the map psi -&gt; G(psi), where G is the LME step converged on the
 * linearisation at the PNLS solution of psi. With f = G(psi) - psi and the differences of the last
 * rounds as columns,
 *
 * <pre>psi+ = psi + a f - (dPsi + a dF) gamma,   gamma = argmin |f - dF gamma|</pre>
 *
 * a secant method for f = 0, which finds fixed points that the alternation jumps across. All in
 * parameters scaled by their natural sizes; a step is kept within a radius.
 */
final class Mixing {
  private static final double SHARE = 0.3;
  private static final double RADIUS = 0.5;
  private static final double RIDGE = 1e-10;

  private final List<double[]> points = new ArrayList<>();
  private final List<double[]> residuals = new ArrayList<>();

  /**
   * The next psi.
   *
   * @param psi where the linearisation was solved for
   * @param map G(psi)
   * @param scale natural size of each parameter
   */
  double[] next(double[] psi, double[] map, double[] scale) {
    int n = psi.length;
    double[] f = new double[n];
    for (int i = 0; i < n; i++) {
      f[i] = (map[i] - psi[i]) / scale[i];
    }
    points.add(scaled(psi, scale));
    residuals.add(f);
    if (points.size() > n + 2) {
      points.remove(0);
      residuals.remove(0);
    }
    double[] step = step(f);
    double length = 0;
    for (double s : step) {
      length += s * s;
    }
    double shrink = Math.min(1, RADIUS / Math.sqrt(length + 1e-300));
    double[] out = new double[n];
    for (int i = 0; i < n; i++) {
      out[i] = psi[i] + shrink * step[i] * scale[i];
    }
    return out;
  }

  private double[] step(double[] f) {
    int n = f.length;
    int m = points.size() - 1;
    double[] step = new double[n];
    double[] gamma = m == 0 ? new double[0] : gamma(f, m);
    for (int i = 0; i < n; i++) {
      step[i] = SHARE * f[i];
      for (int j = 0; j < gamma.length; j++) {
        step[i] -= gamma[j] * (difference(points, j, i) + SHARE * difference(residuals, j, i));
      }
    }
    return step;
  }

  /** Least squares, with a small ridge; empty where the differences are degenerate. */
  private double[] gamma(double[] f, int m) {
    double[] cross = new double[m * m];
    double[] right = new double[m];
    for (int a = 0; a < m; a++) {
      for (int i = 0; i < f.length; i++) {
        right[a] += difference(residuals, a, i) * f[i];
      }
      for (int b = 0; b <= a; b++) {
        for (int i = 0; i < f.length; i++) {
          cross[a * m + b] += difference(residuals, a, i) * difference(residuals, b, i);
        }
      }
      cross[a * m + a] = cross[a * m + a] * (1 + RIDGE) + 1e-300;
    }
    if (!Cholesky.factor(cross, m, 1e-13)) {
      return new double[0];
    }
    Cholesky.solve(cross, m, right);
    return right;
  }

  private static double difference(List<double[]> of, int j, int i) {
    return of.get(j + 1)[i] - of.get(j)[i];
  }

  private static double[] scaled(double[] psi, double[] scale) {
    double[] out = psi.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] /= scale[i];
    }
    return out;
  }
}
