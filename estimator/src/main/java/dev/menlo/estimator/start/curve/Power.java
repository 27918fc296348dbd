package dev.menlo.estimator.start.curve;

import dev.menlo.estimator.start.curve.Form.Terms;
import java.util.ArrayList;
import java.util.List;

/** {@code a x^k}, with or without a constant: n = k, phi = (x / scale)^k. */
final class Power implements CurveFamily {
  private static final double[] POWERS = {
    0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, -0.25, -0.5, -1, -2, -3
  };

  @Override
  public String name() {
    return "power";
  }

  @Override
  public String formula() {
    return "{a}*x^{k}";
  }

  @Override
  public SeparableCurve recognise(Form form, FormAlgebra algebra) {
    boolean ours =
        form instanceof Terms t
            && t.log()
            && t.terms().size() == 1
            && !algebra.isConstant(t.terms().get(0).k());
    if (!ours) {
      return null;
    }
    Terms t = (Terms) form;
    SeparableCurve curve = curve(t.terms().get(0).h(), t.terms().get(0).k());
    return algebra.isZero(t.d()) ? curve : SeparableCurves.withConstant(curve, t.d());
  }

  @Override
  public SeparableCurve plain() {
    return curve();
  }

  private static SeparableCurve curve(int... nodes) {
    return new SeparableCurve(
        nodes,
        -1,
        1,
        Power::grid,
        (x, n, phi) -> phi[0] = Math.pow(x / n[1], n[0]),
        (n, a) -> new double[] {a[0] * Math.pow(n[1], -n[0]), n[0]});
  }

  private static List<double[]> grid(Points points) {
    double scale = Math.max(points.high(), points.lowestPositive());
    List<double[]> grid = new ArrayList<>();
    for (double power : POWERS) {
      grid.add(new double[] {power, scale});
    }
    return grid;
  }
}
