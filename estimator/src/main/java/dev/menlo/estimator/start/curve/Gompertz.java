package dev.menlo.estimator.start.curve;

import dev.menlo.estimator.start.curve.Form.Nested;

/**
 * {@code a exp(-exp(-(x - m) / s))}, also written {@code a exp(-b2 b3^x)}, with or without a
 * constant: n = (m, s).
 */
final class Gompertz implements CurveFamily {
  @Override
  public String name() {
    return "gompertz";
  }

  @Override
  public String formula() {
    return "{a}*exp(-exp(-(x-{m})/{s}))";
  }

  @Override
  public SeparableCurve recognise(Form form, FormAlgebra algebra) {
    if (!(form instanceof Nested c) || c.log()) {
      return null;
    }
    return algebra.isZero(c.d())
        ? curve(c.h(), c.b(), c.k())
        : SeparableCurves.withConstant(curve(c.h(), c.b(), c.k()), c.d());
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
        p -> Grids.with(Grids.sigmoids(p), 1, -1),
        (x, n, phi) -> phi[0] = Math.exp(-Math.exp(-n[2] * (x - n[0]) / n[1])),
        (n, a) -> new double[] {a[0], -Math.exp(n[2] * n[0] / n[1]), -n[2] / n[1]});
  }
}
