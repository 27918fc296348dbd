package dev.menlo.estimator.oracle;

import dev.menlo.engine.Criterion;
import dev.menlo.engine.Design;
import dev.menlo.model.LoweredModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The textbook alternation of Lindstrom and Bates, dense and converged to rounding in each half:
 * the penalised nonlinear least squares by full Newton, then the linear mixed model by Newton on
 * psi. A fixed point maps to itself.
 */
public final class DenseLindstromBates {
  private final DenseRows rows;
  private final double[] response;
  private final int[] position;
  private final DenseStructure structure;
  private final DenseErrors errors;
  private final Criterion criterion;

  /**
   * Estimates.
   *
   * @param beta fixed effects
   * @param psi theta (standard deviations over sigma and the like), then residual parameters
   * @param sigma2 residual variance
   */
  public record Point(
      double[] beta, double[] psi, double sigma2, double logLikelihood, double[] spherical) {}

  /**
   * A problem.
   *
   * @param position integer time of each row, for correlated errors; may be all 0
   */
  public DenseLindstromBates(
      LoweredModel model,
      Design design,
      double[] response,
      int[] position,
      DenseErrors errors,
      Criterion criterion) {
    this.rows = new DenseRows(model, design);
    this.response = response;
    this.position = position;
    this.structure = new DenseStructure(model.levels());
    this.errors = errors;
    this.criterion = criterion;
  }

  /** The structure of the random effects. */
  public DenseStructure structure() {
    return structure;
  }

  /** A point to start from, with random effects at zero. */
  public Point start(double[] beta, double[] psi, double sigma2) {
    return new Point(beta, psi, sigma2, Double.NaN, new double[rows.unknowns - rows.fixed]);
  }

  /** One alternation: both steps converged. */
  public Point alternate(Point from) {
    double[] x = pnls(from);
    DenseLinearModel linear = linearise(from.psi(), x);
    double[] psi = maximise(linear, from.psi());
    DenseLinearModel.Fit fit = linear.fit(psi, false);
    double[] beta = new double[rows.fixed];
    for (int j = 0; j < beta.length; j++) {
      beta[j] = x[j] + fit.step()[j];
    }
    double[] u = Arrays.copyOfRange(x, rows.fixed, x.length);
    return new Point(beta, psi, fit.sigma2(), -0.5 * fit.deviance(), u);
  }

  /** Repeats PNLS with the variance frozen at its own means until they stay. */
  double[] pnls(Point from) {
    double[] x = Arrays.copyOf(from.beta(), rows.unknowns);
    System.arraycopy(from.spherical(), 0, x, rows.fixed, from.spherical().length);
    double last = Double.POSITIVE_INFINITY;
    for (int freeze = 0; freeze < 100; freeze++) {
      DensePnls problem = problem(from.psi(), x);
      double[] next = problem.minimise(x);
      double moved = 0;
      for (int i = 0; i < x.length; i++) {
        moved = Math.max(moved, Math.abs(next[i] - x[i]) / (1 + Math.abs(x[i])));
      }
      x = next;
      if (moved < 1e-12 || (moved < 1e-9 && moved > 0.5 * last)) {
        break;
      }
      last = moved;
    }
    return x;
  }

  private DensePnls problem(double[] psi, double[] x) {
    List<double[][]> factors = new ArrayList<>();
    for (double[][] d : structure.covariances(psi)) {
      factors.add(root(d));
    }
    double[] mean =
        new DensePnls(rows, response, factors, Dense.zeros(rows.rows, rows.rows)).means(x);
    return new DensePnls(rows, response, factors, weight(mean, psi));
  }

  /** A lower square root of a positive semi-definite matrix. */
  private static double[][] root(double[][] d) {
    double[][] l = Dense.zeros(d.length, d.length);
    for (int j = 0; j < d.length; j++) {
      for (int i = j; i < d.length; i++) {
        double sum = d[i][j];
        for (int k = 0; k < j; k++) {
          sum -= l[i][k] * l[j][k];
        }
        if (i == j) {
          l[j][j] = sum > 1e-13 * d[j][j] ? Math.sqrt(sum) : 0;
        } else {
          l[i][j] = l[j][j] == 0 ? 0 : sum / l[j][j];
        }
      }
    }
    return l;
  }

  /** R^{-1} of all rows, a block for each deepest group. */
  private double[][] weight(double[] mean, double[] psi) {
    double[] delta = Arrays.copyOfRange(psi, structure.parameters(), psi.length);
    int[] deepest = rows.group[rows.levels()];
    double[][] out = Dense.zeros(rows.rows, rows.rows);
    for (int first = 0; first < rows.rows; ) {
      int end = first;
      while (end < rows.rows && deepest[end] == deepest[first]) {
        end++;
      }
      double[][] inverse =
          Dense.inverse(
              errors.covariance(
                  Arrays.copyOfRange(mean, first, end),
                  Arrays.copyOfRange(position, first, end),
                  delta));
      for (int i = first; i < end; i++) {
        System.arraycopy(inverse[i - first], 0, out[i], first, end - first);
      }
      first = end;
    }
    return out;
  }

  DenseLinearModel linearise(double[] psi, double[] x) {
    DensePnls problem = problem(psi, x);
    double[] mean = problem.means(x);
    double[][] jacobian = problem.jacobian(x);
    double[] b = problem.effects(x);
    Arrays.fill(b, 0, rows.fixed, 0);
    double[] w = Dense.times(jacobian, b);
    for (int i = 0; i < w.length; i++) {
      w[i] += response[i] - mean[i];
    }
    return new DenseLinearModel(rows, jacobian, w, mean, position, structure, errors, criterion);
  }

  /** Newton on psi, the Hessian by central differences of the gradient. */
  private static double[] maximise(DenseLinearModel linear, double[] start) {
    double[] psi = start.clone();
    double last = Double.POSITIVE_INFINITY;
    for (int step = 0; step < 30 && psi.length > 0; step++) {
      double[] gradient = linear.fit(psi, false).gradient();
      double[][] hessian = Differences.jacobian(x -> linear.fit(x, false).gradient(), psi);
      double[] move = Dense.times(Dense.inverse(hessian), gradient);
      double size = 0;
      for (int a = 0; a < psi.length; a++) {
        psi[a] -= move[a];
        size = Math.max(size, Math.abs(move[a]) / (1e-3 + Math.abs(psi[a])));
      }
      if (size < 1e-11 || (size < 1e-8 && size > 0.1 * last)) {
        break;
      }
      last = size;
    }
    return psi;
  }

  /** sqrt(diag(sigma^2 (X'V^{-1}X)^{-1} N / (N - p))) at a fixed point. */
  public double[] fixedEffectsErrors(Point point) {
    DenseLinearModel.Fit fit = linearise(point.psi(), pnls(point)).fit(point.psi(), false);
    double[][] inverse = Dense.inverse(fit.xvx());
    double[] out = new double[rows.fixed];
    for (int j = 0; j < out.length; j++) {
      out[j] = Math.sqrt(fit.sigma2() * inverse[j][j] * rows.rows / (rows.rows - rows.fixed));
    }
    return out;
  }

  /**
   * Covariance of (psi, log sigma): the inverse of the negative Hessian, by differences of the
   * exact gradient, of {@code -1/2 [2 nu s + L + Q e^{-2s}]} with beta held.
   */
  public double[][] varianceCovariance(Point point) {
    DenseLinearModel linear = linearise(point.psi(), pnls(point));
    int m = point.psi().length;
    double[] at = Arrays.copyOf(point.psi(), m + 1);
    at[m] = 0.5 * Math.log(point.sigma2());
    double[][] hessian = Differences.jacobian(x -> score(linear, x), at);
    for (double[] row : hessian) {
      for (int j = 0; j < row.length; j++) {
        row[j] = -row[j];
      }
    }
    return Dense.inverse(hessian);
  }

  private static double[] score(DenseLinearModel linear, double[] x) {
    int m = x.length - 1;
    DenseLinearModel.Fit fit = linear.fit(Arrays.copyOf(x, m), true);
    double precision = Math.exp(-2 * x[m]);
    double[] out = new double[m + 1];
    for (int a = 0; a < m; a++) {
      out[a] = -0.5 * (fit.gradient()[a] + precision * fit.gradient()[m + a]);
    }
    out[m] = -linear.degrees() + fit.sigma2() * precision;
    return out;
  }

  /** Standard errors of the entries of Psi = sigma^2 D of each level, by the delta method. */
  public List<double[][]> covarianceErrors(Point point, double[][] covariance) {
    int m = point.psi().length;
    double[] at = Arrays.copyOf(point.psi(), m + 1);
    at[m] = 0.5 * Math.log(point.sigma2());
    List<double[][]> out = new ArrayList<>();
    for (int k = 0; k < rows.levels(); k++) {
      int level = k;
      int q = structure.size(k);
      double[][] errors = Dense.zeros(q, q);
      for (int i = 0; i < q; i++) {
        for (int j = 0; j < q; j++) {
          int row = i;
          int column = j;
          double[] gradient =
              Differences.jacobian(
                  x ->
                      new double[] {
                        Math.exp(2 * x[m]) * structure.covariances(x).get(level)[row][column]
                      },
                  at)[0];
          errors[i][j] = Math.sqrt(Dense.dot(gradient, Dense.times(covariance, gradient)));
        }
      }
      out.add(errors);
    }
    return out;
  }

  /** Psi of each level. */
  public List<double[][]> covariances(Point point) {
    List<double[][]> out = structure.covariances(point.psi());
    for (double[][] d : out) {
      for (double[] row : d) {
        for (int j = 0; j < row.length; j++) {
          row[j] *= point.sigma2();
        }
      }
    }
    return out;
  }
}
