package dev.menlo.engine.nd4j;

import dev.menlo.engine.Design;
import dev.menlo.engine.program.MeanDerivatives;
import dev.menlo.engine.program.Op;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Evaluates the mean and its derivatives at every row of a fit: in one go where no value is carried
 * from row to row, else position by position over all groups.
 */
final class MeanRows {
  private final CompiledModel model;
  private final Design design;

  MeanRows(CompiledModel model, Design design) {
    this.model = model;
    this.design = design;
  }

  /**
   * The outputs of the derivatives' program, each one a row of the design.
   *
   * @param b random effects in the order of u
   */
  double[][] evaluate(MeanDerivatives derivatives, double[] beta, double[] b) {
    double[][] effects = effectsOfRows(b);
    ArrayProgram program = new ArrayProgram(derivatives.program());
    return derivatives.program().isRecursive()
        ? recursive(program, derivatives.program().outputs().length, beta, effects)
        : program.evaluate(inputs(beta, effects, all()), design.rows());
  }

  private int[] all() {
    int[] rows = new int[design.rows()];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = row;
    }
    return rows;
  }

  private ArrayProgram.Inputs inputs(double[] beta, double[][] effects, int[] rows) {
    return (op, index) -> {
      double[] values = new double[rows.length];
      for (int i = 0; i < rows.length; i++) {
        values[i] =
            op == Op.COVARIATE
                ? design.covariate(index)[rows[i]]
                : op == Op.FIXED_EFFECT ? beta[index] : effects[index][rows[i]];
      }
      return values;
    };
  }

  /**
   * Position by position; a group that has ended repeats its last row, and the result is unused.
   */
  private double[][] recursive(
      ArrayProgram program, int outputs, double[] beta, double[][] effects) {
    double[][] all = new double[outputs][design.rows()];
    int[] start = design.start(design.levels());
    int[] groups =
        java.util.stream.IntStream.range(0, start.length - 1)
            .filter(g -> start[g + 1] > start[g])
            .toArray();
    int longest = 0;
    for (int g : groups) {
      longest = Math.max(longest, start[g + 1] - start[g]);
    }
    INDArray[] before = null;
    for (int t = 0; t < longest; t++) {
      int[] rows = new int[groups.length];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = Math.min(start[groups[i]] + t, start[groups[i] + 1] - 1);
      }
      before = program.nodes(inputs(beta, effects, rows), rows.length, before);
      double[][] now = program.outputs(before);
      for (int i = 0; i < rows.length; i++) {
        if (start[groups[i]] + t == rows[i]) {
          for (int o = 0; o < outputs; o++) {
            all[o][rows[i]] = now[o][i];
          }
        }
      }
    }
    return all;
  }

  /** Per random effect, levels outermost first, its value at every row. */
  double[][] effectsOfRows(double[] b) {
    double[][] effects = new double[model.spec.allRandomEffects()][design.rows()];
    int effect = 0;
    int at = 0;
    for (int k = 1; k <= model.spec.levels(); k++) {
      int q = model.spec.randomEffects(k);
      int[] bounds = rowBounds(k);
      for (int g = 0; g < design.groups(k); g++) {
        for (int j = 0; j < q; j++) {
          java.util.Arrays.fill(effects[effect + j], bounds[g], bounds[g + 1], b[at + g * q + j]);
        }
      }
      effect += q;
      at += q * design.groups(k);
    }
    return effects;
  }

  /** First row of each group of a level, closed by the number of rows. */
  private int[] rowBounds(int level) {
    int[] bounds = design.start(level).clone();
    for (int k = level + 1; k <= design.levels(); k++) {
      for (int g = 0; g < bounds.length; g++) {
        bounds[g] = design.start(k)[bounds[g]];
      }
    }
    return bounds;
  }
}
