package dev.menlo.engine.cpu;

import dev.menlo.engine.ResidualSpec.Entries;
import java.util.Arrays;

/** A table of correlations by distance, computed once per delta, and its look-up. */
final class LagTableValues {
  private final RowProgram jet;
  private final Entries.LagTable spec;
  private final int length;
  private final double[] slots;
  private final double[] values;
  private double[] delta;

  LagTableValues(ResidualPrograms programs, Entries.LagTable spec) {
    this.spec = spec;
    jet = programs.correlation.jet();
    length = programs.correlation.outputs();
    values = new double[length * programs.jetLength()];
    slots = new double[programs.slots()];
  }

  /**
   * Looks up entries (i, i - lag) of a group.
   *
   * @param outputs values only, or values and derivatives
   * @param out receives output o of row i at {@code at + o stride + i}
   */
  void entries(
      GroupRows rows,
      double[][] covariates,
      double[] at,
      int lag,
      int outputs,
      double[] out,
      int outAt,
      int stride) {
    update(at);
    double[] position = covariates[spec.position()];
    for (int i = lag; i < rows.count; i++) {
      int row = rows.row[i];
      double distance = Math.abs(position[row] - position[rows.row[i - lag]]);
      int base = spec.base() < 0 ? 0 : (int) covariates[spec.base()][row];
      for (int o = 0; o < outputs; o++) {
        out[outAt + o * stride + i] =
            distance < spec.lags() ? values[o * length + base + (int) distance] : 0;
      }
    }
  }

  private void update(double[] at) {
    if (!Arrays.equals(at, delta)) {
      delta = at.clone();
      jet.evaluate(null, 0, 1, 0, null, null, delta, null, values, 1, slots);
    }
  }
}
