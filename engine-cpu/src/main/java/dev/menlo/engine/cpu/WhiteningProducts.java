package dev.menlo.engine.cpu;

import java.util.Arrays;

/**
 * Derivatives in delta of a cross-product from the tangents of its whitened columns (see {@link
 * Whitening}): {@code x_a'x + x'x_a} and {@code x_ab'x + x'x_ab + x_a'x_b + x_b'x_a}.
 */
final class WhiteningProducts {
  private final int n;
  private final int r;
  private final int packed;

  WhiteningProducts(ModelLayout layout) {
    n = layout.order;
    r = layout.residualParameters;
    packed = layout.packed;
  }

  /**
   * Overwrites the derivatives of a group's cross-product of [J r].
   *
   * @param x sets of n columns
   * @param out receives r packed first, then r (r + 1) / 2 packed second derivatives
   */
  void form(double[] x, int ld, int rows, double[] out, int at) {
    Arrays.fill(out, at, at + (r + PackedTriangle.length(r)) * packed, 0);
    for (int a = 0; a < r; a++) {
      addSymmetric(x, 1 + a, 0, ld, rows, out, at + a * packed);
      for (int b = 0; b <= a; b++) {
        int pair = r + PackedTriangle.at(a, b);
        addSymmetric(x, 1 + pair, 0, ld, rows, out, at + pair * packed);
        addSymmetric(x, 1 + a, 1 + b, ld, rows, out, at + pair * packed);
      }
    }
  }

  /** Adds {@code X'Y + Y'X} of two sets. */
  private void addSymmetric(
      double[] x, int first, int second, int ld, int rows, double[] out, int at) {
    int position = at;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        out[position++] +=
            CrossProducts.dot(x, (first * n + i) * ld, x, (second * n + j) * ld, rows)
                + CrossProducts.dot(x, (first * n + j) * ld, x, (second * n + i) * ld, rows);
      }
    }
  }
}
