package dev.menlo.estimator.start.curve;

import dev.menlo.estimator.start.curve.Form.Bracket;

/**
 * {@code a / (1 + exp(-(x - m) / s))^(1 / nu)}, with or without a constant: n = (m, s, p), phi = (1
 * + exp(-(x - m) / s))^p, p negative.
 */
final class Richards implements CurveFamily {
  private static final double[] POWERS = {-0.25, -0.5, -0.75, -1.4, -2, -4};

  @Override
  public String name() {
    return "richards";
  }

  @Override
  public String formula() {
    return "{a}/(1+exp(-(x-{m})/{s}))^(1/{nu})";
  }

  @Override
  public SeparableCurve recognise(Form form, FormAlgebra algebra) {
    boolean ours =
        form instanceof Bracket c
            && !c.log()
            && !algebra.isConstant(c.p())
            && !algebra.isMinusOne(c.b());
    if (!ours) {
      return null;
    }
    Bracket c = (Bracket) form;
    SeparableCurve curve = curve(c.h(), c.b(), c.k(), c.p());
    return algebra.isZero(c.d()) ? curve : SeparableCurves.withConstant(curve, c.d());
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
        p -> Grids.with(Grids.sigmoids(p), POWERS),
        (x, n, phi) -> phi[0] = Math.pow(1 + Math.exp(-(x - n[0]) / n[1]), n[2]),
        (n, a) -> new double[] {a[0], Math.exp(n[0] / n[1]), -1 / n[1], n[2]});
  }
}
