package dev.menlo.engine.cpu.reference;

import dev.menlo.engine.Design;
import dev.menlo.engine.FitStatus;
import dev.menlo.engine.program.Interpreter;
import dev.menlo.engine.program.MeanDerivatives;
import dev.menlo.engine.program.Program;

/** The mean of every row of a fit with its first and, at order 2, second derivatives. */
final class MeanRows {
  private final MeanDerivatives derivatives;
  private final double[][] outputs;

  private MeanRows(MeanDerivatives derivatives, double[][] outputs) {
    this.derivatives = derivatives;
    this.outputs = outputs;
  }

  /**
   * Evaluates mean and derivatives.
   *
   * @param b random effects of the fit, in the order of u
   * @throws NumericalTrouble NON_FINITE_MEAN with the first such row in the likelihood
   */
  static MeanRows of(
      MeanDerivatives derivatives, Design design, Forest forest, double[] beta, double[] b)
      throws NumericalTrouble {
    double[][] outputs = evaluate(derivatives.program(), design, forest, beta, b);
    requireFinite(design, outputs);
    return new MeanRows(derivatives, outputs);
  }

  /** The outputs of a program at every row, row by row in recursion order. */
  static double[][] evaluate(
      Program program, Design design, Forest forest, double[] beta, double[] b) {
    double[][] outputs = new double[design.rows()][];
    Interpreter interpreter = new Interpreter(program);
    int[] starts = forest.deepestStarts();
    for (int g = 0; g + 1 < starts.length; g++) {
      interpreter.startGroup();
      double[] effects = forest.effectsSeen(g, b);
      for (int row = starts[g]; row < starts[g + 1]; row++) {
        outputs[row] =
            interpreter.evaluate(Interpreter.Row.ofMean(covariates(design, row), beta, effects));
      }
    }
    return outputs;
  }

  /** Requires every output at the rows in the likelihood to be finite. */
  static void requireFinite(Design design, double[][] outputs) throws NumericalTrouble {
    for (int row = 0; row < outputs.length; row++) {
      for (double value : outputs[row]) {
        if (design.inLikelihood(row) && !Double.isFinite(value)) {
          throw new NumericalTrouble(FitStatus.NON_FINITE_MEAN, row);
        }
      }
    }
  }

  /** The covariates of a row. */
  static double[] covariates(Design design, int row) {
    double[] values = new double[design.covariates()];
    for (int c = 0; c < values.length; c++) {
      values[c] = design.covariate(c)[row];
    }
    return values;
  }

  /** The mean, one a row. */
  double[] means() {
    double[] means = new double[outputs.length];
    for (int row = 0; row < means.length; row++) {
      means[row] = outputs[row][0];
    }
    return means;
  }

  /** Whether second derivatives are here. */
  boolean hasSecond() {
    return derivatives.order() == 2;
  }

  /** p + q, the fixed effects and the random effects of all levels. */
  int parameters() {
    return derivatives.fixedColumn().length + derivatives.randomColumn().length;
  }

  /** dmu/dparameter; fixed effects first, then random effects, outermost level first. */
  double first(int row, int parameter) {
    int column = column(parameter);
    return column < 0 ? 0 : outputs[row][1 + column];
  }

  /** d2mu/dparameter_a dparameter_b. */
  double second(int row, int a, int b) {
    int high = Math.max(column(a), column(b));
    int low = Math.min(column(a), column(b));
    for (int s = 0; s < derivatives.secondRow().length; s++) {
      if (derivatives.secondRow()[s] == high && derivatives.secondColumn()[s] == low) {
        return outputs[row][1 + derivatives.columns() + s];
      }
    }
    return 0;
  }

  private int column(int parameter) {
    int p = derivatives.fixedColumn().length;
    return parameter < p
        ? derivatives.fixedColumn()[parameter]
        : derivatives.randomColumn()[parameter - p];
  }
}
