package dev.menlo.engine.tck;

import dev.menlo.engine.Design;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.program.Derivatives;
import dev.menlo.engine.program.Interpreter;
import dev.menlo.engine.program.MeanDerivatives;

/**
 * The rows of one fit by the interpreter: means and Jacobians at a point, and the group that holds
 * a row at each level.
 */
final class OracleRows {
  private final ModelSpec model;
  private final Design design;
  private final int[][] group;

  OracleRows(ModelSpec model, Design design) {
    this.model = model;
    this.design = design;
    this.group = new int[model.levels() + 1][design.rows()];
    for (int k = 0; k <= model.levels(); k++) {
      for (int g = 0; g < design.groups(k); g++) {
        for (int row = firstRow(k, g); row < firstRow(k, g + 1); row++) {
          group[k][row] = g;
        }
      }
    }
  }

  /** The group of a row at a level, 0..K. */
  int group(int level, int row) {
    return group[level][row];
  }

  /** First row of a group; of the group after the last, the number of rows. */
  int firstRow(int level, int g) {
    int child = g;
    for (int k = level; k <= model.levels(); k++) {
      child = design.start(k)[child];
    }
    return child;
  }

  /** Position in u and b of the effects of a row's group at a level. */
  int position(int level, int row) {
    int at = group[level][row] * model.randomEffects(level);
    for (int k = 1; k < level; k++) {
      at += design.groups(k) * model.randomEffects(k);
    }
    return at;
  }

  /** Position of a level's first effect among the effects that a row sees. */
  int firstEffect(int level) {
    int first = 0;
    for (int k = 1; k < level; k++) {
      first += model.randomEffects(k);
    }
    return first;
  }

  /** b seen by a row, levels outermost first: b_k = Lambda_k u_k. */
  double[] effects(int row, double[] factor, double[] u) {
    double[] b = new double[model.allRandomEffects()];
    int lambda = 0;
    for (int k = 1; k <= model.levels(); k++) {
      int q = model.randomEffects(k);
      for (int i = 0; i < q; i++) {
        for (int j = 0; j < q; j++) {
          b[firstEffect(k) + i] += factor[lambda + i * q + j] * u[position(k, row) + j];
        }
      }
      lambda += q * q;
    }
    return b;
  }

  /** The mean of every row. */
  double[] means(double[] beta, double[] factor, double[] u) {
    double[][] outputs = evaluate(new Interpreter(model.mean()), beta, factor, u);
    double[] means = new double[outputs.length];
    for (int row = 0; row < means.length; row++) {
      means[row] = outputs[row][0];
    }
    return means;
  }

  /** Per row dmu/dbeta, then dmu/db over the effects the row sees: rows x (p + q). */
  double[][] jacobian(double[] beta, double[] factor, double[] u) {
    MeanDerivatives d =
        Derivatives.of(model.mean(), model.fixedEffects(), model.allRandomEffects(), 1);
    double[][] outputs = evaluate(new Interpreter(d.program()), beta, factor, u);
    double[][] jacobian = new double[outputs.length][];
    int p = model.fixedEffects();
    for (int row = 0; row < outputs.length; row++) {
      jacobian[row] = new double[p + model.allRandomEffects()];
      for (int j = 0; j < jacobian[row].length; j++) {
        int column = j < p ? d.fixedColumn()[j] : d.randomColumn()[j - p];
        jacobian[row][j] = column < 0 ? 0 : outputs[row][1 + column];
      }
    }
    return jacobian;
  }

  private double[][] evaluate(Interpreter interpreter, double[] beta, double[] factor, double[] u) {
    double[][] outputs = new double[design.rows()][];
    for (int row = 0; row < outputs.length; row++) {
      if (row == firstRow(model.levels(), group[model.levels()][row])) {
        interpreter.startGroup();
      }
      double[] x = new double[design.covariates()];
      for (int c = 0; c < x.length; c++) {
        x[c] = design.covariate(c)[row];
      }
      double[] b = effects(row, factor, u);
      outputs[row] = interpreter.evaluate(Interpreter.Row.ofMean(x, beta, b));
    }
    return outputs;
  }
}
