package dev.menlo.estimator.rows;

import dev.menlo.engine.Design;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.program.Interpreter;
import dev.menlo.engine.program.Program;
import java.util.Arrays;

/** Walks the rows of a design, each with the random effects of the groups that hold it. */
public final class RowWalk {
  private final ModelSpec model;
  private final Design design;

  /** Per level the group of each row. */
  private final int[][] group;

  /** A walk over a design of a model. */
  public RowWalk(ModelSpec model, Design design) {
    this.model = model;
    this.design = design;
    this.group = groups(design);
  }

  /** The group of a level, 1..K, that holds a row. */
  public int group(int level, int row) {
    return group[level - 1][row];
  }

  /**
   * Evaluates a program at every row, in row order.
   *
   * @param program inputs as those of the mean
   * @param beta fixed effects, p
   * @param effects b of each level, outermost first, group by group, q_k entries a group
   * @return outputs x rows, fresh
   */
  public double[][] evaluate(Program program, double[] beta, double[][] effects) {
    Interpreter interpreter = new Interpreter(program);
    double[] x = new double[design.covariates()];
    double[] b = new double[model.allRandomEffects()];
    double[][] out = new double[program.outputs().length][design.rows()];
    for (int row = 0; row < design.rows(); row++) {
      if (startsGroup(row)) {
        interpreter.startGroup();
      }
      for (int c = 0; c < x.length; c++) {
        x[c] = design.covariate(c)[row];
      }
      gather(row, effects, b);
      double[] values = interpreter.evaluate(Interpreter.Row.ofMean(x, beta, b));
      for (int k = 0; k < values.length; k++) {
        out[k][row] = values[k];
      }
    }
    return out;
  }

  private void gather(int row, double[][] effects, double[] b) {
    int at = 0;
    for (int k = 0; k < group.length; k++) {
      int q = model.randomEffects(k + 1);
      System.arraycopy(effects[k], group[k][row] * q, b, at, q);
      at += q;
    }
  }

  /** Whether a row is the first of its group of the deepest level. */
  private boolean startsGroup(int row) {
    int deepest = group.length - 1;
    return row == 0 || (deepest >= 0 && group[deepest][row] != group[deepest][row - 1]);
  }

  /** Spreads the groups of each level over their rows. */
  private static int[][] groups(Design design) {
    int[][] group = new int[design.levels()][design.rows()];
    for (int level = 1; level <= design.levels(); level++) {
      int[] first = firstRows(design, level);
      for (int g = 0; g + 1 < first.length; g++) {
        Arrays.fill(group[level - 1], first[g], first[g + 1], g);
      }
    }
    return group;
  }

  /** First row of each group of a level, closed by the number of rows. */
  public static int[] firstRows(Design design, int level) {
    int[] first = design.start(level).clone();
    for (int k = level + 1; k <= design.levels(); k++) {
      for (int g = 0; g < first.length; g++) {
        first[g] = design.start(k)[first[g]];
      }
    }
    return first;
  }
}
