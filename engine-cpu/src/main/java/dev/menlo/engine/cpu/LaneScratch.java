package dev.menlo.engine.cpu;

import java.util.Arrays;

/** Working storage of one thread for a tile of lanes. */
final class LaneScratch {
  private static final int LANES = LaneProgram.LANES;

  /** Effects that reach the groups, outermost level first. */
  final double[] effects;

  /** Kept means of the tile's rows. */
  double[] means = new double[0];

  /** What evaluating leaves of each row. */
  double[] evaluated = new double[0];

  /** What the residual scale leaves of each row. */
  double[] scaled = new double[0];

  /** Sums over rows. */
  double[] sums = new double[0];

  /** Per lane 0 if all its sums are finite, else NaN. */
  final double[] excess = new double[LANES];

  final double[] spill = new double[LaneProgram.SPILL];

  LaneScratch(ModelLayout layout) {
    effects = new double[Math.max(1, layout.allRandomEffects()) * LANES];
  }

  /**
   * Makes room for a tile and clears the sums.
   *
   * @param sum sums
   * @param rows rows
   * @param left numbers that evaluating leaves of a row
   * @param factors numbers that the residual scale leaves of a row
   */
  void begin(int sum, int rows, int left, int factors) {
    sums = atLeast(sums, sum * LANES);
    means = atLeast(means, rows * LANES);
    evaluated = atLeast(evaluated, rows * left * LANES);
    scaled = atLeast(scaled, rows * factors * LANES);
    Arrays.fill(sums, 0, sum * LANES, 0);
  }

  /** Sets {@link #excess} for the first sums. */
  void examine(int count) {
    Arrays.fill(excess, 0);
    for (int i = 0; i < count; i++) {
      for (int l = 0; l < LANES; l++) {
        double x = sums[i * LANES + l];
        excess[l] += x - x;
      }
    }
  }

  private static double[] atLeast(double[] array, int length) {
    return array.length < length ? new double[length] : array;
  }
}
