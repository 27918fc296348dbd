package dev.menlo.estimator.simulate;

import dev.menlo.engine.Design;
import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.ResidualSpec.Correlation;
import dev.menlo.engine.ResidualSpec.Entries;
import dev.menlo.engine.program.Interpreter;
import dev.menlo.engine.program.Program;
import dev.menlo.estimator.algebra.Cholesky;

/**
 * Turns independent normals into errors with covariance {@code S C S} within a group of the deepest
 * level: {@code eps = sigma S L z}, {@code L L' = C}. S is at the conditional means.
 */
public final class ErrorModel {
  private static final double NEGLIGIBLE = 1e-13;

  private final Design design;
  private final Correlation correlation;
  private final double[] delta;
  private final Interpreter logScale;
  private final Interpreter entry;
  private final double[] table;

  /** The errors of a design at delta. */
  public ErrorModel(ResidualSpec spec, Design design, double[] delta) {
    this.design = design;
    this.correlation = spec.correlation();
    this.delta = delta;
    this.logScale = spec.logScale() == null ? null : new Interpreter(spec.logScale());
    Program program = program(correlation);
    this.entry = program == null ? null : new Interpreter(program);
    this.table =
        entries() instanceof Entries.LagTable
            ? entry.evaluate(
                Interpreter.Row.ofResidual(new double[0], new double[0], Double.NaN, delta))
            : null;
  }

  private static Program program(Correlation correlation) {
    if (correlation instanceof Correlation.Markov markov) {
      return markov.rho();
    }
    Entries entries = entries(correlation);
    return entries instanceof Entries.Pairwise pairwise
        ? pairwise.entry()
        : entries instanceof Entries.LagTable lags ? lags.table() : null;
  }

  private static Entries entries(Correlation correlation) {
    if (correlation instanceof Correlation.Banded banded) {
      return banded.entries();
    }
    return correlation instanceof Correlation.Dense dense ? dense.entries() : null;
  }

  private Entries entries() {
    return entries(correlation);
  }

  /** g of a row at its conditional mean. */
  public double scale(int row, double mean) {
    if (logScale == null) {
      return 1;
    }
    double[] inputs = covariates(row);
    return StrictMath.exp(
        logScale.evaluate(Interpreter.Row.ofResidual(inputs, new double[0], mean, delta))[0]);
  }

  /**
   * Correlates the normals of a group in place: z becomes L z.
   *
   * @param rows the group's rows in the likelihood, in row order
   * @param z one standard normal each
   * @throws IllegalArgumentException if delta gives no correlation matrix for the group
   */
  void correlate(int[] rows, double[] z) {
    if (correlation instanceof Correlation.Markov) {
      chain(rows, z);
    } else if (!(correlation instanceof Correlation.Independent)) {
      multiply(factor(rows), rows.length, z);
    }
  }

  /**
   * The inverse of {@link #correlate} for columns of a group: each column x becomes L^{-1} x.
   *
   * @param rows the group's rows in the likelihood, in row order
   * @param columns each with one entry a row; changed in place
   * @throws IllegalArgumentException if delta gives no correlation matrix for the group
   */
  public void whiten(int[] rows, double[][] columns) {
    if (correlation instanceof Correlation.Markov) {
      unchain(rows, columns);
    } else if (!(correlation instanceof Correlation.Independent)) {
      double[] l = factor(rows);
      for (double[] column : columns) {
        forward(l, rows.length, column);
      }
    }
  }

  /** z_j = (e_j - rho_j e_{j-1}) / sqrt(1 - rho_j^2), from the last row up. */
  private void unchain(int[] rows, double[][] columns) {
    for (int j = rows.length - 1; j >= 1; j--) {
      double rho = pair(rows[j], rows[j - 1]);
      double scale = Math.sqrt(1 - rho * rho);
      for (double[] e : columns) {
        e[j] = (e[j] - rho * e[j - 1]) / scale;
      }
    }
  }

  /** x := L^{-1} x, L lower triangular n x n row-major. */
  private static void forward(double[] l, int n, double[] x) {
    for (int j = 0; j < n; j++) {
      for (int k = 0; k < j; k++) {
        x[j] -= l[j * n + k] * x[k];
      }
      x[j] /= l[j * n + j];
    }
  }

  /** C of a group's rows, n x n row-major. */
  public double[] correlation(int[] rows) {
    int n = rows.length;
    double[] c = new double[n * n];
    for (int j = 0; j < n; j++) {
      c[j * n + j] = 1;
      for (int k = j - 1; k >= 0; k--) {
        c[j * n + k] = correlation instanceof Correlation.Independent ? 0 : entry(rows, c, j, k);
        c[k * n + j] = c[j * n + k];
      }
    }
    return c;
  }

  /** C_jk, k &lt; j; along a chain from C_j,k+1, which is there. */
  private double entry(int[] rows, double[] c, int j, int k) {
    if (!(correlation instanceof Correlation.Markov)) {
      return correlation(rows, j, k);
    }
    return c[j * rows.length + k + 1] * pair(rows[k + 1], rows[k]);
  }

  /** e_j = rho_j e_{j-1} + sqrt(1 - rho_j^2) z_j. */
  private void chain(int[] rows, double[] z) {
    for (int j = 1; j < rows.length; j++) {
      double rho = pair(rows[j], rows[j - 1]);
      z[j] = rho * z[j - 1] + Math.sqrt(1 - rho * rho) * z[j];
    }
  }

  private double[] factor(int[] rows) {
    int n = rows.length;
    double[] c = new double[n * n];
    for (int j = 0; j < n; j++) {
      c[j * n + j] = 1;
      for (int k = 0; k < j; k++) {
        c[j * n + k] = correlation(rows, j, k);
      }
    }
    if (n > 0 && !Cholesky.factor(c, n, NEGLIGIBLE)) {
      throw new IllegalArgumentException(
          "delta gives no valid correlation matrix for the group that begins at row " + rows[0]);
    }
    return c;
  }

  /** C_jk, k &lt; j. */
  private double correlation(int[] rows, int j, int k) {
    if (correlation instanceof Correlation.Banded banded && j - k > banded.bandwidth()) {
      return 0;
    }
    return entries() instanceof Entries.LagTable lags
        ? lookUp(lags, rows[j], rows[k])
        : pair(rows[j], rows[k]);
  }

  private double lookUp(Entries.LagTable lags, int row, int other) {
    double[] position = design.covariate(lags.position());
    int lag = (int) Math.abs(position[row] - position[other]);
    int base = lags.base() < 0 ? 0 : (int) design.covariate(lags.base())[row];
    return lag >= lags.lags() ? 0 : table[base + lag];
  }

  private double pair(int row, int other) {
    return entry
        .evaluate(
            Interpreter.Row.ofResidual(covariates(row), covariates(other), Double.NaN, delta))[0];
  }

  private double[] covariates(int row) {
    double[] values = new double[design.covariates()];
    for (int c = 0; c < values.length; c++) {
      values[c] = design.covariate(c)[row];
    }
    return values;
  }

  /** z := L z, from the last row up, L lower triangular n x n row-major. */
  private static void multiply(double[] l, int n, double[] z) {
    for (int j = n - 1; j >= 0; j--) {
      double sum = 0;
      for (int k = 0; k <= j; k++) {
        sum += l[j * n + k] * z[k];
      }
      z[j] = sum;
    }
  }
}
