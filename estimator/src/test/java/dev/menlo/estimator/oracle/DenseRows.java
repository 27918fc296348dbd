package dev.menlo.estimator.oracle;

import dev.menlo.engine.Design;
import dev.menlo.engine.program.Derivatives;
import dev.menlo.engine.program.Interpreter;
import dev.menlo.engine.program.MeanDerivatives;
import dev.menlo.model.LoweredModel;

/**
 * Rows of one data set with their groups; means, Jacobians and second derivatives in all unknowns
 * (beta, then the random effects of every group, outermost level first).
 */
final class DenseRows {
  final int rows;
  final int fixed;
  final int unknowns;

  /** Group of each row at each level, level 0 the data set. */
  final int[][] group;

  private final Design design;
  private final int[] sizes;
  private final int[] offset;
  private final MeanDerivatives mean;
  private final Interpreter interpreter;

  DenseRows(LoweredModel model, Design design) {
    this.design = design;
    this.rows = design.rows();
    this.fixed = model.fixedEffects().size();
    this.sizes = model.spec().randomEffects();
    this.mean = Derivatives.of(model.spec().mean(), fixed, model.spec().allRandomEffects(), 2);
    this.interpreter = new Interpreter(mean.program());
    this.group = new int[sizes.length + 1][rows];
    this.offset = new int[sizes.length];
    int next = fixed;
    for (int k = 0; k < sizes.length; k++) {
      offset[k] = next;
      next += sizes[k] * design.groups(k + 1);
    }
    this.unknowns = next;
    for (int k = 0; k <= sizes.length; k++) {
      int[] first = design.start(k);
      for (int below = k + 1; below <= sizes.length; below++) {
        int[] inner = design.start(below);
        first = java.util.Arrays.stream(first).map(g -> inner[g]).toArray();
      }
      for (int g = 0; g + 1 < first.length; g++) {
        java.util.Arrays.fill(group[k], first[g], first[g + 1], g);
      }
    }
  }

  int groups(int level) {
    return design.groups(level);
  }

  int levels() {
    return sizes.length;
  }

  /** Position of the first unknown of a group of a level, 1..K. */
  int offset(int level, int g) {
    return offset[level - 1] + g * sizes[level - 1];
  }

  int size(int level) {
    return sizes[level - 1];
  }

  /**
   * One row: mu, its gradient in the distinct columns, and its second derivatives.
   *
   * @param x all unknowns
   */
  double[] evaluate(int row, double[] x) {
    double[] covariates = new double[design.covariates()];
    for (int c = 0; c < covariates.length; c++) {
      covariates[c] = design.covariate(c)[row];
    }
    double[] beta = java.util.Arrays.copyOf(x, fixed);
    double[] b = new double[java.util.Arrays.stream(sizes).sum()];
    int at = 0;
    for (int k = 1; k <= sizes.length; k++) {
      for (int j = 0; j < sizes[k - 1]; j++) {
        b[at++] = x[offset(k, group[k][row]) + j];
      }
    }
    interpreter.startGroup();
    return interpreter.evaluate(Interpreter.Row.ofMean(covariates, beta, b));
  }

  /** The unknowns that move a row's mean, with the derivative column of each. */
  int[][] columns(int row) {
    int n = fixed + java.util.Arrays.stream(sizes).sum();
    int[][] out = new int[2][n];
    for (int j = 0; j < fixed; j++) {
      out[0][j] = j;
      out[1][j] = mean.fixedColumn()[j];
    }
    int at = fixed;
    for (int k = 1; k <= sizes.length; k++) {
      for (int j = 0; j < sizes[k - 1]; j++) {
        out[0][at] = offset(k, group[k][row]) + j;
        out[1][at] = mean.randomColumn()[at - fixed];
        at++;
      }
    }
    return out;
  }

  /** d mu / d column from an evaluated row. */
  double first(double[] values, int column) {
    return column < 0 ? 0 : values[1 + column];
  }

  /** d2 mu / d column d column from an evaluated row. */
  double second(double[] values, int a, int b) {
    if (a < 0 || b < 0) {
      return 0;
    }
    for (int s = 0; s < mean.secondRow().length; s++) {
      if (mean.secondRow()[s] == Math.max(a, b) && mean.secondColumn()[s] == Math.min(a, b)) {
        return values[1 + mean.columns() + s];
      }
    }
    return 0;
  }
}
