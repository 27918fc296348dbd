package dev.menlo.engine.tck;

import dev.menlo.engine.Design;
import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.ResidualSpec.Correlation;
import dev.menlo.engine.ResidualSpec.Entries;
import dev.menlo.engine.program.Interpreter;
import dev.menlo.engine.program.Program;

/** Entries of R = S C S straight from the definition of {@link ResidualSpec}. */
final class OracleErrors {
  private static final double[] NONE = {};

  private final ResidualSpec spec;
  private final Design design;
  private final double[] means;
  private final double[] delta;

  /**
   * Fixes the variance point and delta.
   *
   * @param means one a row
   */
  OracleErrors(ResidualSpec spec, Design design, double[] means, double[] delta) {
    this.spec = spec;
    this.design = design;
    this.means = means;
    this.delta = delta;
  }

  /** g of a row. */
  double scale(int row) {
    return spec.logScale() == null
        ? 1
        : Math.exp(output(spec.logScale(), 0, covariates(row), NONE, means[row]));
  }

  /**
   * The entry of R for two rows of one group of level K.
   *
   * @param rows the group's rows in the likelihood, up to the later one at least
   * @param i position of the later row
   * @param k position of the other, k &lt;= i
   */
  double entry(int[] rows, int i, int k) {
    double correlation = i == k ? 1 : correlation(rows, i, k);
    return correlation == 0 ? 0 : scale(rows[i]) * scale(rows[k]) * correlation;
  }

  private double correlation(int[] rows, int i, int k) {
    Correlation kind = spec.correlation();
    if (kind instanceof Correlation.Markov markov) {
      double product = 1;
      for (int j = k + 1; j <= i; j++) {
        product *= pair(markov.rho(), rows[j], rows[j - 1]);
      }
      return product;
    } else if (kind instanceof Correlation.Banded banded) {
      return i - k > banded.bandwidth() ? 0 : entry(banded.entries(), rows[i], rows[k]);
    } else if (kind instanceof Correlation.Dense dense) {
      return entry(dense.entries(), rows[i], rows[k]);
    }
    return 0;
  }

  private double entry(Entries entries, int row, int other) {
    if (entries instanceof Entries.Pairwise pairwise) {
      return pair(pairwise.entry(), row, other);
    }
    Entries.LagTable table = (Entries.LagTable) entries;
    double[] position = design.covariate(table.position());
    int lag = (int) Math.abs(position[row] - position[other]);
    int base = table.base() < 0 ? 0 : (int) design.covariate(table.base())[row];
    return lag >= table.lags() ? 0 : output(table.table(), base + lag, NONE, NONE, Double.NaN);
  }

  private double pair(Program program, int row, int other) {
    return output(program, 0, covariates(row), covariates(other), Double.NaN);
  }

  private double output(
      Program program, int index, double[] covariates, double[] paired, double mean) {
    Interpreter.Row row = Interpreter.Row.ofResidual(covariates, paired, mean, delta);
    return new Interpreter(program).evaluate(row)[index];
  }

  private double[] covariates(int row) {
    double[] values = new double[design.covariates()];
    for (int c = 0; c < values.length; c++) {
      values[c] = design.covariate(c)[row];
    }
    return values;
  }
}
