package dev.menlo.estimator.predict;

import dev.menlo.engine.Design;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.program.Derivatives;
import dev.menlo.engine.program.MeanDerivatives;
import dev.menlo.engine.program.Program;
import dev.menlo.estimator.rows.RowWalk;

/** A quantity at every row of a design with its derivatives in (beta, u_1, ..., u_K), K levels. */
final class Gradient {
  private final MeanDerivatives derivatives;
  private final ModelSpec model;
  private final Scale scale;
  private final double[][] outputs;

  /**
   * Evaluates.
   *
   * @param program one output; inputs as those of the mean
   * @param effects b of each level, outermost first, group by group
   */
  Gradient(
      Program program, ModelSpec model, Design design, double[] beta, double[][] effects, Scale s) {
    this.model = model;
    this.scale = s;
    this.derivatives = Derivatives.of(program, model.fixedEffects(), model.allRandomEffects(), 1);
    this.outputs = new RowWalk(model, design).evaluate(derivatives.program(), beta, effects);
  }

  /** The quantity, one a row. */
  double[] values() {
    return outputs[0];
  }

  /** The number of derivatives in (beta, u_1, ..., u_level). */
  int length(int level) {
    int m = model.fixedEffects();
    for (int k = 1; k <= level; k++) {
      m += model.randomEffects(k);
    }
    return m;
  }

  /**
   * The derivatives at a row.
   *
   * @param out written from 0; at least {@link #length} of the level long
   */
  void row(int row, int level, double[] out) {
    int p = model.fixedEffects();
    for (int j = 0; j < p; j++) {
      out[j] = column(derivatives.fixedColumn()[j], row);
    }
    double[] z = new double[model.allRandomEffects()];
    for (int j = 0; j < z.length; j++) {
      z[j] = column(derivatives.randomColumn()[j], row);
    }
    int at = p;
    int from = 0;
    for (int k = 1; k <= level; k++) {
      int q = model.randomEffects(k);
      for (int j = 0; j < q; j++) {
        out[at++] = scale.inU(k, z, from, j);
      }
      from += q;
    }
  }

  private double column(int column, int row) {
    return column < 0 ? 0 : outputs[1 + column][row];
  }
}
