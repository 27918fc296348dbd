package dev.menlo.engine.nd4j;

import dev.menlo.engine.Design;
import dev.menlo.engine.FitStatus;
import dev.menlo.engine.nd4j.GroupRows.SameSize;
import dev.menlo.engine.program.MeanDerivatives;

/**
 * The mean and its derivatives at every row of a point.
 *
 * @param derivatives what the outputs are
 * @param values outputs x rows
 */
record MeanOutputs(MeanDerivatives derivatives, double[][] values) {
  /** A square of a larger number overflows. */
  private static final double LARGEST = 1e150;

  /** The mean, one a row. */
  double[] mean() {
    return values[0];
  }

  boolean hasSecond() {
    return derivatives.order() == 2;
  }

  /** Requires what the likelihood sees to be finite, with squares that are. */
  void requireFinite(Design design) throws Trouble {
    for (int row = 0; row < design.rows(); row++) {
      for (double[] output : values) {
        if (design.inLikelihood(row) && !(Math.abs(output[row]) < LARGEST)) {
          throw new Trouble(FitStatus.NON_FINITE_MEAN, row);
        }
      }
    }
  }

  /** [J r]: the derivatives, zeros for the columns that have none, and the residual. */
  double[][] columns(int order, double[] residual) {
    double[][] columns = new double[order][];
    for (int c = 0; c < order - 1; c++) {
      columns[c] = c < derivatives.columns() ? values[1 + c] : new double[residual.length];
    }
    columns[order - 1] = residual;
    return columns;
  }

  /** sum over the rows of each group of weight d2mu, count x N x N with N = order. */
  Stack curvature(SameSize groups, Stack weights, int order) {
    int[] rows = derivatives.secondRow();
    int[] columns = derivatives.secondColumn();
    double[] h = new double[groups.count() * order * order];
    for (int s = 0; s < rows.length; s++) {
      Stack second = groups.gather(values[1 + derivatives.columns() + s]);
      double[] sums = weights.transpose().times(second).toArray();
      for (int g = 0; g < sums.length; g++) {
        h[(g * order + rows[s]) * order + columns[s]] = sums[g];
        h[(g * order + columns[s]) * order + rows[s]] = sums[g];
      }
    }
    return Stack.of(h, groups.count(), order, order);
  }
}
