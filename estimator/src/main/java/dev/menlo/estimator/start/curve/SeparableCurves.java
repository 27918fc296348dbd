package dev.menlo.estimator.start.curve;

import java.util.Arrays;

/** What is added to a curve. */
final class SeparableCurves {
  private SeparableCurves() {}

  /** The curve plus a constant, which becomes its first node and its first column. */
  static SeparableCurve withConstant(SeparableCurve curve, int constant) {
    int[] nodes = new int[curve.nodes().length + 1];
    nodes[0] = constant;
    System.arraycopy(curve.nodes(), 0, nodes, 1, nodes.length - 1);
    int columns = curve.columns();
    return new SeparableCurve(
        nodes,
        0,
        columns + 1,
        curve.grid(),
        (x, n, phi) -> {
          double[] rest = new double[columns];
          curve.basis().at(x, n, rest);
          phi[0] = 1;
          System.arraycopy(rest, 0, phi, 1, columns);
        },
        (n, a) -> {
          double[] rest = curve.values().of(n, Arrays.copyOfRange(a, 1, columns + 1));
          double[] all = new double[rest.length + 1];
          all[0] = a[0];
          System.arraycopy(rest, 0, all, 1, rest.length);
          return all;
        });
  }
}
