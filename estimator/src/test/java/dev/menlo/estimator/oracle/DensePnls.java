package dev.menlo.estimator.oracle;

import java.util.List;

/**
 * The minimum over (beta, u) of {@code (y - mu)'R^{-1}(y - mu) + u'u}, b = Lambda u, for given D
 * and R: Gauss-Newton with step halving to come near, then full Newton until steps are lost in
 * rounding.
 */
final class DensePnls {
  private static final int MOST = 300;

  private final DenseRows rows;
  private final double[] response;
  private final List<double[][]> factors;
  private final double[][] weight;
  private double[] values;
  private double[][] jacobian;

  /**
   * A problem.
   *
   * @param factors Lambda of each level, any square roots of D
   * @param weight R^{-1} of all rows
   */
  DensePnls(DenseRows rows, double[] response, List<double[][]> factors, double[][] weight) {
    this.rows = rows;
    this.response = response;
    this.factors = factors;
    this.weight = weight;
  }

  /** The minimiser from a start: beta, then u of every group. */
  double[] minimise(double[] start) {
    double[] x = start.clone();
    boolean near = false;
    double last = Double.POSITIVE_INFINITY;
    for (int step = 0; step < MOST; step++) {
      double before = objective(x);
      double[] move = step(x, near);
      double share = 1;
      while (!near && !(objective(moved(x, move, share)) <= before) && share > 1e-10) {
        share /= 2;
      }
      x = moved(x, move, share);
      double size = largest(move, x);
      if (near && (size < 1e-13 || (size < 1e-9 && size > 0.5 * last))) {
        return x;
      }
      near |= share == 1 && size < 1e-4;
      last = size;
    }
    return x;
  }

  private static double[] moved(double[] x, double[] move, double share) {
    double[] out = x.clone();
    for (int i = 0; i < x.length; i++) {
      out[i] += share * move[i];
    }
    return out;
  }

  private static double largest(double[] move, double[] x) {
    double size = 0;
    for (int i = 0; i < x.length; i++) {
      size = Math.max(size, Math.abs(move[i]) / (1 + Math.abs(x[i])));
    }
    return size;
  }

  /** Means at (beta, u). */
  double[] means(double[] x) {
    evaluate(x, 0);
    return values.clone();
  }

  private double objective(double[] x) {
    evaluate(x, 0);
    double[] r = residuals();
    double sum = Dense.dot(r, Dense.times(weight, r));
    for (int i = rows.fixed; i < x.length; i++) {
      sum += x[i] * x[i];
    }
    return Double.isFinite(sum) ? sum : Double.POSITIVE_INFINITY;
  }

  private double[] residuals() {
    double[] r = response.clone();
    for (int i = 0; i < r.length; i++) {
      r[i] -= values[i];
    }
    return r;
  }

  /** Jacobian of the means in (beta, b) at (beta, u); n x unknowns. */
  double[][] jacobian(double[] x) {
    evaluate(x, 1);
    return jacobian;
  }

  /** (beta, b) from (beta, u). */
  double[] effects(double[] x) {
    double[] out = x.clone();
    for (int k = 1; k <= rows.levels(); k++) {
      for (int g = 0; g < rows.groups(k); g++) {
        int at = rows.offset(k, g);
        double[] b =
            Dense.times(factors.get(k - 1), java.util.Arrays.copyOfRange(x, at, at + rows.size(k)));
        System.arraycopy(b, 0, out, at, b.length);
      }
    }
    return out;
  }

  private double[][] evaluate(double[] x, int order) {
    double[] effects = effects(x);
    values = new double[rows.rows];
    jacobian = order > 0 ? Dense.zeros(rows.rows, x.length) : null;
    double[][] curvature = order > 1 ? Dense.zeros(x.length, x.length) : null;
    double[][] all = new double[rows.rows][];
    for (int i = 0; i < rows.rows; i++) {
      all[i] = rows.evaluate(i, effects);
      values[i] = all[i][0];
    }
    double[] pull = order > 1 ? Dense.times(weight, residuals()) : null;
    for (int i = 0; order > 0 && i < rows.rows; i++) {
      int[][] columns = rows.columns(i);
      for (int a = 0; a < columns[0].length; a++) {
        jacobian[i][columns[0][a]] += rows.first(all[i], columns[1][a]);
        for (int b = 0; order > 1 && b < columns[0].length; b++) {
          curvature[columns[0][a]][columns[0][b]] +=
              pull[i] * rows.second(all[i], columns[1][a], columns[1][b]);
        }
      }
    }
    return curvature;
  }

  /** The Newton (or Gauss-Newton) step in (beta, u). */
  private double[] step(double[] x, boolean newton) {
    double[][] curvature = evaluate(x, newton ? 2 : 1);
    double[][] hessian = Dense.times(Dense.transpose(jacobian), Dense.times(weight, jacobian));
    double[] gradient = Dense.times(Dense.transpose(jacobian), Dense.times(weight, residuals()));
    for (int a = 0; newton && a < x.length; a++) {
      for (int b = 0; b < x.length; b++) {
        hessian[a][b] -= curvature[a][b];
      }
    }
    double[][] change = change(x.length);
    double[][] inSpherical = Dense.times(Dense.transpose(change), Dense.times(hessian, change));
    double[] pull = Dense.times(Dense.transpose(change), gradient);
    for (int i = rows.fixed; i < x.length; i++) {
      inSpherical[i][i] += 1;
      pull[i] -= x[i];
    }
    return Dense.times(Dense.inverse(inSpherical), pull);
  }

  /** d(beta, b) / d(beta, u). */
  private double[][] change(int n) {
    double[][] out = Dense.zeros(n, n);
    for (int i = 0; i < rows.fixed; i++) {
      out[i][i] = 1;
    }
    for (int k = 1; k <= rows.levels(); k++) {
      for (int g = 0; g < rows.groups(k); g++) {
        int at = rows.offset(k, g);
        for (int i = 0; i < rows.size(k); i++) {
          System.arraycopy(factors.get(k - 1)[i], 0, out[at + i], at, rows.size(k));
        }
      }
    }
    return out;
  }
}
