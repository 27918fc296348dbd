package dev.menlo.estimator.start.curve;

import dev.menlo.estimator.start.curve.Form.Terms;

/** Asymptotic regression through the origin, {@code a (1 - exp(-k x))}: n = k. */
final class AsymptoticOrigin implements CurveFamily {
  @Override
  public String name() {
    return "asymptotic-origin";
  }

  @Override
  public String formula() {
    return "{a}*(1-exp(-{k}*x))";
  }

  @Override
  public SeparableCurve recognise(Form form, FormAlgebra algebra) {
    boolean ours =
        form instanceof Terms t
            && !t.log()
            && t.terms().size() == 1
            && algebra.isNegative(t.d(), t.terms().get(0).h());
    if (!ours) {
      return null;
    }
    Terms t = (Terms) form;
    return curve(t.d(), t.terms().get(0).k());
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
        Grids::rates,
        (x, n, phi) -> phi[0] = -Math.expm1(-n[0] * x),
        (n, a) -> new double[] {a[0], -n[0]});
  }
}
