package dev.menlo.report.fitted;

import dev.menlo.engine.Design;
import dev.menlo.engine.program.Interpreter;
import dev.menlo.engine.program.Interpreter.Row;
import dev.menlo.estimator.FittedModel;
import dev.menlo.model.LoweredModel;

/** Evaluates the mean program of a fit at given covariates and random effects. */
final class Means {
  private final LoweredModel lowered;
  private final double[] beta;

  Means(FittedModel fitted) {
    this.lowered = fitted.lowered();
    this.beta = fitted.point().beta();
  }

  /** Whether a row's mean depends on the rows before it. */
  boolean isRecursive() {
    return lowered.spec().mean().isRecursive();
  }

  /** The means of all rows of a design with random effects at zero. */
  double[] population(Design design) {
    Interpreter interpreter = new Interpreter(lowered.spec().mean());
    double[] none = new double[lowered.spec().allRandomEffects()];
    double[] row = new double[design.covariates()];
    double[] out = new double[design.rows()];
    int[] starts = design.start(design.levels());
    for (int g = 0; g + 1 < starts.length; g++) {
      interpreter.startGroup();
      for (int i = starts[g]; i < starts[g + 1]; i++) {
        for (int c = 0; c < row.length; c++) {
          row[c] = design.covariate(c)[i];
        }
        out[i] = interpreter.evaluate(Row.ofMean(row, beta, none))[0];
      }
    }
    return out;
  }

  /**
   * The means of rows of one group.
   *
   * @param rows covariates, one array a row
   * @param effects b of the group's levels, outermost first
   */
  double[] of(double[][] rows, double[] effects) {
    Interpreter interpreter = new Interpreter(lowered.spec().mean());
    double[] out = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      out[i] = interpreter.evaluate(Row.ofMean(rows[i], beta, effects))[0];
    }
    return out;
  }
}
