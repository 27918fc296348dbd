package dev.menlo.kernels;

import java.util.SplittableRandom;

/**
 * The arrays of the cases: two fits of one design, a tile each, with three and two groups of up to
 * four rows, three of them in the likelihood; two sets of what exists in sets. Random numbers that
 * are the same each time.
 */
final class CaseArrays {
  static final int LANES = 32;
  static final int ITEMS = 2;

  /** Tiles between two sets. */
  static final long DISTANCE = 2;

  /** Rows of the deepest tile. */
  static final int DEPTH = 4;

  static final int LAGS = 2;

  final long[] items = {
    0, 3, 0, 0, 0, 0, 0, 0, LAGS, 0, 1, 2, 1, 0, 0, DEPTH, DEPTH, LAGS * DEPTH, LAGS, 0
  };

  /** Rows of each group, and those in the likelihood. */
  final int[] rows = lanes(4, 3, 2);

  final int[] count = lanes(3, 3, 2);

  /** Rows of a group in reverse. */
  final int[] rank = new int[DEPTH * LANES];

  final int[] point = {1, 0};
  final int[] current = {0, 1};

  private final SplittableRandom random;

  CaseArrays(long seed) {
    random = new SplittableRandom(seed);
    for (int lane = 0; lane < 3; lane++) {
      for (int r = 0; r < rows[lane]; r++) {
        rank[r * LANES + lane] = rows[lane] - 1 - r;
      }
    }
  }

  /** Numbers by lane of one tile. */
  static int[] lanes(int... first) {
    return java.util.Arrays.copyOf(first, LANES);
  }

  double[] random(int length, double from, double to) {
    return random.doubles(length, from, to).toArray();
  }

  double[] random(int length) {
    return random(length, -1, 1);
  }

  /** So many elements a group, of both fits. */
  double[] groups(int width) {
    return random(ITEMS * width * LANES);
  }

  /** The same in two sets. */
  double[] sets(int width) {
    return random(2 * ITEMS * width * LANES);
  }

  /** So many columns a row of both fits. */
  double[] block(int width) {
    return random(ITEMS * DEPTH * width * LANES);
  }

  /** So many covariates a row of the design. */
  double[] covariates(int width) {
    return random(DEPTH * width * LANES);
  }

  /** Entries (k, k - lag) of C, small enough for C to be positive definite. */
  double[] pairs(int outputs) {
    return random(ITEMS * DEPTH * LAGS * outputs * LANES, -.3, .3);
  }

  /** Lower triangles within the band, away from 0. */
  double[] lower() {
    return random(ITEMS * DEPTH * (LAGS + 1) * LANES, 1, 2);
  }

  /** Kinds of trouble, or rows: one group of the first fit has met some if so wanted. */
  int[] trouble(boolean met) {
    int[] kind = new int[ITEMS * LANES];
    kind[1] = met ? 1 : 0;
    return kind;
  }

  /** Y'Y of random rows, packed, a group, in two sets. */
  double[] crossProducts(int n) {
    int packed = n * (n + 1) / 2;
    double[] all = new double[2 * ITEMS * packed * LANES];
    for (int tile = 0; tile < 2 * ITEMS; tile++) {
      for (int lane = 0; lane < LANES; lane++) {
        for (int row = 0; row < n + 3; row++) {
          double[] y = random(n);
          for (int i = 0, k = 0; i < n; i++) {
            for (int j = 0; j <= i; j++, k++) {
              all[(tile * packed + k) * LANES + lane] += y[i] * y[j];
            }
          }
        }
      }
    }
    return all;
  }
}
