package dev.menlo.engine.cpu;

import java.util.Arrays;

/**
 * First and second derivatives of one cross-product of [J w] and of a log determinant in the
 * parameters {@code from .. v - 1} of a profile; sums over children.
 */
final class TangentSums {
  final int from;
  final int count;
  final int packed;

  /** First derivatives of the cross-product, packed, parameter by parameter. */
  final double[] first;

  /** Second derivatives, packed, pair by pair; pair (a, b), b &lt;= a: a (a + 1) / 2 + b. */
  final double[] second;

  /**
   * Allocates.
   *
   * @param order derivatives to hold, 1 or 2
   */
  TangentSums(int from, int to, int packed, int order) {
    this.from = from;
    this.count = to - from;
    this.packed = packed;
    first = new double[count * packed];
    second = new double[order < 2 ? 0 : PackedTriangle.length(count) * packed];
  }

  /** Where the first derivative in a parameter begins. */
  int at(int parameter) {
    return (parameter - from) * packed;
  }

  /** Where the second derivative in two parameters begins, in either order. */
  int at(int a, int b) {
    return PackedTriangle.at(a - from, b - from) * packed;
  }

  /** Sets all to 0. */
  void clear() {
    Arrays.fill(first, 0);
    Arrays.fill(second, 0);
  }
}
