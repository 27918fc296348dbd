package dev.menlo.model.residual;

import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.program.Interpreter;
import dev.menlo.engine.program.Program;

/**
 * A residual specification evaluated for one group of rows, entry by entry, as the SPI defines it.
 *
 * @param rows covariates of each row
 * @param delta residual parameters
 */
record Evaluation(double[][] rows, double[] delta) {
  static Evaluation of(TableColumns columns, int n, double... delta) {
    double[][] rows = new double[n][];
    for (int j = 0; j < n; j++) {
      rows[j] = columns.row(j);
    }
    return new Evaluation(rows, delta);
  }

  /** The outputs of a program of the parameters alone. */
  static double[] parameters(Program program, double... delta) {
    return outputs(program, null, null, Double.NaN, delta);
  }

  private static double[] outputs(
      Program program, double[] row, double[] pairedRow, double mean, double[] delta) {
    return new Interpreter(program)
        .evaluate(Interpreter.Row.ofResidual(row, pairedRow, mean, delta));
  }

  /** log g of row j. */
  double logScale(ResidualSpec spec, int j, double mean) {
    return outputs(spec.logScale(), rows[j], null, mean, delta)[0];
  }

  /** C of the group, n x n. */
  double[][] correlation(ResidualSpec.Correlation correlation) {
    int n = rows.length;
    double[][] c = new double[n][n];
    for (int j = 0; j < n; j++) {
      c[j][j] = 1;
      for (int k = 0; k < j; k++) {
        c[j][k] = entry(correlation, j, k);
        c[k][j] = c[j][k];
      }
    }
    return c;
  }

  private double entry(ResidualSpec.Correlation correlation, int j, int k) {
    if (correlation instanceof ResidualSpec.Correlation.Markov markov) {
      double product = 1;
      for (int i = k + 1; i <= j; i++) {
        product *= outputs(markov.rho(), rows[i], rows[i - 1], Double.NaN, delta)[0];
      }
      return product;
    }
    if (correlation instanceof ResidualSpec.Correlation.Banded banded) {
      return j - k > banded.bandwidth() ? 0 : entry(banded.entries(), j, k);
    }
    if (correlation instanceof ResidualSpec.Correlation.Dense dense) {
      return entry(dense.entries(), j, k);
    }
    return 0;
  }

  private double entry(ResidualSpec.Entries entries, int j, int k) {
    if (entries instanceof ResidualSpec.Entries.Pairwise pairwise) {
      return outputs(pairwise.entry(), rows[j], rows[k], Double.NaN, delta)[0];
    }
    ResidualSpec.Entries.LagTable table = (ResidualSpec.Entries.LagTable) entries;
    int lag = (int) Math.abs(rows[j][table.position()] - rows[k][table.position()]);
    int base = table.base() < 0 ? 0 : (int) rows[j][table.base()];
    return lag >= table.lags() ? 0 : parameters(table.table(), delta)[base + lag];
  }
}
