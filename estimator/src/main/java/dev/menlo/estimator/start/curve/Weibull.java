package dev.menlo.estimator.start.curve;

import dev.menlo.estimator.start.curve.Form.Nested;

/**
 * {@code a - d exp(-exp(l) x^q)}, with or without the constant a: n = (scale, q), phi = (1, exp(-(x
 * / scale)^q)).
 */
final class Weibull implements CurveFamily {
  private static final double[] POWERS = {0.5, 0.75, 1, 1.5, 2, 3, 4.5, 7};

  @Override
  public String name() {
    return "weibull";
  }

  @Override
  public String formula() {
    return "{a}-{d}*exp(-exp({l})*x^{q})";
  }

  @Override
  public SeparableCurve recognise(Form form, FormAlgebra algebra) {
    if (!(form instanceof Nested c) || !c.log()) {
      return null;
    }
    SeparableCurve curve = curve(c.h(), c.b(), c.k());
    return algebra.isZero(c.d()) ? curve : SeparableCurves.withConstant(curve, c.d());
  }

  @Override
  public SeparableCurve plain() {
    return SeparableCurves.withConstant(curve(), 0);
  }

  private static SeparableCurve curve(int... nodes) {
    return new SeparableCurve(
        nodes,
        -1,
        1,
        p -> Grids.with(Grids.halves(p), POWERS),
        (x, n, phi) -> phi[0] = Math.exp(-Math.pow(Math.abs(x) / n[0], n[1])),
        (n, a) -> new double[] {a[0], -Math.pow(n[0], -n[1]), n[1]});
  }
}
