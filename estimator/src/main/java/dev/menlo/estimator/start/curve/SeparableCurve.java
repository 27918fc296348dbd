package dev.menlo.estimator.start.curve;

import dev.menlo.estimator.algebra.Cholesky;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A curve that is linear in some quantities given the others (Golub and Pereyra 1973, SIAM J.
 * Numer. Anal. 10:413): {@code y = sum_j a_j phi_j(x; n)}, n on a grid, a by least squares.
 *
 * @param nodes nodes whose values {@link Values} gives, in its order
 * @param offset position among them of an additive constant, which may be 0 or change its sign; -1
 *     if there is none
 * @param columns the number of columns phi
 */
record SeparableCurve(int[] nodes, int offset, int columns, Grid grid, Basis basis, Values values) {
  /** The nonlinear quantities to try for some points. */
  interface Grid {
    List<double[]> of(Points points);
  }

  /** Writes phi at x. */
  interface Basis {
    void at(double x, double[] nonlinear, double[] phi);
  }

  /** The values of the nodes from the two kinds of quantities. */
  interface Values {
    double[] of(double[] nonlinear, double[] linear);
  }

  /**
   * An estimate.
   *
   * @param rss residual sum of squares over all strata
   * @param nonlinear n
   * @param linear a of each stratum
   */
  record Estimate(double rss, double[] nonlinear, List<double[]> linear) {}

  /** The best grid points, best first, each with coefficients of its own in every stratum. */
  List<Estimate> best(List<Points> strata, int most) {
    List<Estimate> found = new ArrayList<>();
    for (double[] nonlinear : grid.of(Points.pooled(strata))) {
      double rss = 0;
      List<double[]> linear = new ArrayList<>();
      for (Points points : strata) {
        double[] a = new double[columns];
        rss += leastSquares(points, nonlinear, a);
        linear.add(a);
      }
      if (Double.isFinite(rss)) {
        found.add(new Estimate(rss, nonlinear, linear));
      }
    }
    found.sort(Comparator.comparingDouble(Estimate::rss));
    return found.subList(0, Math.min(most, found.size()));
  }

  /** Solves for a by the normal equations; returns the residual sum of squares or NaN. */
  private double leastSquares(Points points, double[] nonlinear, double[] a) {
    int m = columns;
    double[] cross = new double[m * m];
    double[] right = new double[m];
    double[] phi = new double[m];
    double total = 0;
    for (int i = 0; i < points.x().length; i++) {
      basis.at(points.x()[i], nonlinear, phi);
      double y = points.y()[i];
      for (int r = 0; r < m; r++) {
        right[r] += phi[r] * y;
        for (int c = 0; c <= r; c++) {
          cross[r * m + c] += phi[r] * phi[c];
        }
      }
      total += y * y;
    }
    for (int r = 0; r < m; r++) {
      cross[r * m + r] *= 1 + 1e-9;
      a[r] = right[r];
    }
    if (!Cholesky.factor(cross, m, 1e-12)) {
      return Double.NaN;
    }
    Cholesky.solve(cross, m, a);
    for (int r = 0; r < m; r++) {
      total -= a[r] * right[r];
    }
    return total;
  }

  /** The curve of an estimate in a stratum at x. */
  double at(double x, Estimate estimate, int stratum) {
    double[] phi = new double[columns];
    basis.at(x, estimate.nonlinear(), phi);
    double sum = 0;
    for (int r = 0; r < columns; r++) {
      sum += estimate.linear().get(stratum)[r] * phi[r];
    }
    return sum;
  }
}
