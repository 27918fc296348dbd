package dev.menlo.estimator.start.curve;

import dev.menlo.estimator.start.curve.Form.Bracket;

/** {@code vmax x / (k + x)}: n = k. */
final class MichaelisMenten implements CurveFamily {
  @Override
  public String name() {
    return "michaelis-menten";
  }

  @Override
  public String formula() {
    return "{vmax}*x/({k}+x)";
  }

  /** {@code d + h (1 + x / k)^-1} with h = -d. */
  @Override
  public SeparableCurve recognise(Form form, FormAlgebra algebra) {
    boolean ours =
        form instanceof Bracket c
            && c.log()
            && algebra.isMinusOne(c.p())
            && algebra.isOne(c.k())
            && algebra.isNegative(c.d(), c.h());
    if (!ours) {
      return null;
    }
    Bracket c = (Bracket) form;
    return curve(c.d(), c.b());
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
        Grids::halves,
        (x, n, phi) -> phi[0] = x / (n[0] + x),
        (n, a) -> new double[] {a[0], 1 / n[0]});
  }
}
