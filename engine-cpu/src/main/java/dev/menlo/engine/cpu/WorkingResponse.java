package dev.menlo.engine.cpu;

import java.util.Arrays;

/** From the residual to the working response w = r + J e, e the current effects of the group. */
final class WorkingResponse {
  private WorkingResponse() {}

  /**
   * Effects as a combination of columns: e[column] += b.
   *
   * @param effects effects that reach a group, outermost level first
   * @param e receives n entries, the last 0
   */
  static void combine(ModelLayout layout, double[] effects, double[] e) {
    Arrays.fill(e, 0);
    int at = 0;
    for (int[] columns : layout.randomColumn) {
      for (int column : columns) {
        e[column] += effects[at++];
      }
    }
  }

  /**
   * Turns the cross-product of [J r] into that of [J w], {@code w = r + J e}:
   *
   * <pre>J'w = J'r + J'J e,   w'w = r'r + e'(J'r + J'w)</pre>
   */
  static void shift(double[] c, int at, int m, double[] e) {
    int last = at + m * (m + 1) / 2;
    double corner = 0;
    for (int i = 0; i < m; i++) {
      corner += e[i] * c[last + i];
    }
    for (int i = 0; i < m; i++) {
      double x = e[i];
      if (x != 0) {
        for (int j = 0; j < m; j++) {
          c[last + j] += c[at + PackedTriangle.at(i, j)] * x;
        }
      }
    }
    for (int i = 0; i < m; i++) {
      corner += e[i] * c[last + i];
    }
    c[last + m] += corner;
  }
}
