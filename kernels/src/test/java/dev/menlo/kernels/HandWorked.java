package dev.menlo.kernels;

import static dev.menlo.kernels.CaseArrays.LANES;

import java.util.Arrays;

/**
 * Launches whose results are worked out by hand.
 *
 * @param launch the launch
 * @param array place of the array of results among its arrays
 * @param elements places in it
 * @param expected what stands there
 */
record HandWorked(KernelCase launch, int array, int[] elements, double[] expected) {
  private static final double[] UNUSED = {-1};

  /**
   * 70 groups of 1, 2, ..., 70 in three tiles: their sum is 70 71 / 2, and twice that in column 1.
   */
  static HandWorked sums() {
    double[] in = new double[3 * 2 * LANES];
    Arrays.fill(in, Double.NaN);
    for (int g = 0; g < 70; g++) {
      for (int c = 0; c < 2; c++) {
        in[(g / LANES * 2 + c) * LANES + g % LANES] = (c + 1) * (g + 1.0);
      }
    }
    KernelCase launch =
        KernelCase.of("segmented_reduction", "segmented_reduction", 1)
            .with(
                1, new long[] {0, 0, 70, 0, 1}, in, 2, null, 0L, new double[] {-1, -1, -1, -1}, 2L);
    return new HandWorked(launch, 2, new int[] {0, 1, 2, 3}, new double[] {-1, 2485, -1, 4970});
  }

  /** Rows (1, 2), (3, 4) of one group, (2, 4) of the next, none of a third: Y'Y. */
  static HandWorked products() {
    double[] block = new double[2 * 2 * LANES];
    Arrays.fill(block, Double.NaN);
    int[] rows = CaseArrays.lanes(2, 1, 0);
    for (int g = 0; g < 2; g++) {
      for (int k = 0; k < rows[g]; k++) {
        for (int c = 0; c < 2; c++) {
          block[(k * 2 + c) * LANES + g] = (g + 1) * (2 * k + c + 1.0);
        }
      }
    }
    long[] item = {0, 3, 0, 0, 0, 0, 0, 0, 0, 0};
    KernelCase launch =
        KernelCase.of("cross_products", "cross_products", 1)
            .with(1, item, rows, block, 2, 0, 0, 2, 0, new double[3 * LANES], 3, 0, 0)
            .with(new int[] {0}, 1L, new int[LANES]);
    int[] places = new int[9];
    for (int k = 0; k < 9; k++) {
      places[k] = k % 3 * LANES + k / 3;
    }
    return new HandWorked(launch, 3, places, new double[] {10, 14, 20, 4, 8, 16, 0, 0, 0});
  }

  /** C = (2; 3 7), Lambda = 2: A = (4, 6), M = 9, S = C - A A' / 9. */
  static HandWorked elimination() {
    double[] cross = new double[3 * LANES];
    cross[0] = 2;
    cross[LANES] = 3;
    cross[2 * LANES] = 7;
    long[] item = {0, 1, 0, 0, 0, 0, 0, 0, 0, 0};
    int[] zero = {0};
    KernelCase launch =
        KernelCase.of("group_elimination", "group_elimination", 1)
            .with(1, item, 2, 1, zero, cross, null, 1L, null, null, 0L, 0.0, new double[] {2}, 1, 0)
            .with(new double[1], UNUSED, zero, 0L, 0.0, new double[3 * LANES])
            .with(new double[4 * LANES], new double[3 * LANES]);
    return new HandWorked(
        launch,
        6,
        new int[] {0, LANES, 2 * LANES},
        new double[] {2 - 16.0 / 9, 3 - 24.0 / 9, 7 - 36.0 / 9});
  }

  @Override
  public String toString() {
    return launch.name() + ", by hand";
  }
}
