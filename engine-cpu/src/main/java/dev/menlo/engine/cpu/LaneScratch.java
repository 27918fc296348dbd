package dev.menlo.engine.cpu;

import java.util.Arrays;

/** Working storage of one thread for a tile of lanes. */
final class LaneScratch {
  private static final int LANES = LaneProgram.LANES;

  private double[] gathered;

  /** Effects that reach the groups of a tile, outermost level first, at {@link #effectsAt}. */
  double[] effects;

  int effectsAt;

  /** Elementary functions of the tile's rows. */
  double[] functions = new double[0];

  /** Kept means of the tile's rows. */
  double[] means = new double[0];

  /** What evaluating leaves of each row. */
  double[] evaluated = new double[0];

  /** What whitening leaves of each row. */
  double[] factors = new double[0];

  /** Sums over rows. */
  double[] sums = new double[0];

  private double[] kept = new double[0];

  final double[] spill = new double[LaneProgram.SPILL];

  LaneScratch(ModelLayout layout) {
    gathered = new double[Math.max(1, layout.allRandomEffects()) * LANES];
    effects = gathered;
  }

  /**
   * Makes room for a tile and clears the sums.
   *
   * @param sum sums
   * @param rows rows
   * @param left numbers that evaluating leaves of a row
   * @param factor numbers that whitening leaves of a row
   * @param function elementary functions of a row
   */
  void begin(int sum, int rows, int left, int factor, int function) {
    sums = atLeast(sums, sum * LANES);
    means = atLeast(means, rows * LANES);
    evaluated = atLeast(evaluated, rows * left * LANES);
    factors = atLeast(factors, rows * factor * LANES);
    functions = atLeast(functions, rows * function * LANES);
    Arrays.fill(sums, 0, sum * LANES, 0);
  }

  /** Makes the effects those that are gathered here, a number of them a lane. */
  double[] gathered(int numbers) {
    gathered = atLeast(gathered, numbers * LANES);
    effects = gathered;
    effectsAt = 0;
    return gathered;
  }

  /** Makes room for sums and clears them. */
  void clearSums(int count) {
    sums = atLeast(sums, count * LANES);
    Arrays.fill(sums, 0, count * LANES, 0);
  }

  /** Keeps some of the sums of this tile for the next. */
  void keepSums(int from, int count) {
    kept = atLeast(kept, count * LANES);
    System.arraycopy(sums, from * LANES, kept, 0, count * LANES);
  }

  /** Makes some sums those that were kept. */
  void takeKeptSums(int from, int count) {
    System.arraycopy(kept, 0, sums, from * LANES, count * LANES);
  }

  /** Adds the first sums, each over the lanes in their order. */
  void addSums(int count, double[] to, int at) {
    for (int i = 0; i < count; i++) {
      to[at + i] += overLanes(i);
    }
  }

  /** A sum over the lanes in their order. */
  double overLanes(int i) {
    double sum = 0;
    for (int l = 0; l < LANES; l++) {
      sum += sums[i * LANES + l];
    }
    return sum;
  }

  /** Clears the first sums of the lanes from one on. */
  void clearLanes(int from, int count) {
    for (int i = 0; i < count && from < LANES; i++) {
      Arrays.fill(sums, i * LANES + from, (i + 1) * LANES, 0);
    }
  }

  /** Whether the first sums of all lanes are finite. */
  boolean allFinite(int count) {
    double even = 0;
    double odd = 0;
    for (int i = 0; i < count * LANES; i += 2) {
      even += sums[i] - sums[i];
      odd += sums[i + 1] - sums[i + 1];
    }
    return even + odd == 0;
  }

  /** Whether the first sums of a lane are finite. */
  boolean isFinite(int lane, int count) {
    double excess = 0;
    for (int i = lane; i < count * LANES; i += LANES) {
      excess += sums[i] - sums[i];
    }
    return excess == 0;
  }

  /** Room for numbers that a program leaves of every lane and row. */
  double[] left(int numbers) {
    evaluated = atLeast(evaluated, numbers * LANES);
    return evaluated;
  }

  /** Room for what a second program leaves beside it. */
  double[] leftToo(int numbers) {
    factors = atLeast(factors, numbers * LANES);
    return factors;
  }

  private static double[] atLeast(double[] array, int length) {
    return array.length < length ? new double[length] : array;
  }
}
