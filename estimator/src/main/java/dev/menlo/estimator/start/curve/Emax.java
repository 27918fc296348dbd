package dev.menlo.estimator.start.curve;

import dev.menlo.estimator.start.curve.Form.Bracket;

/** {@code e0 + emax x / (ed50 + x)}: n = ed50, phi = (1, x / (ed50 + x)). */
final class Emax implements CurveFamily {
  @Override
  public String name() {
    return "emax";
  }

  @Override
  public String formula() {
    return "{e0}+{emax}*x/({ed50}+x)";
  }

  /** {@code d + h (1 + x / ed50)^-1}, d = e0 + emax, h = -emax. */
  @Override
  public SeparableCurve recognise(Form form, FormAlgebra algebra) {
    boolean ours =
        form instanceof Bracket c
            && c.log()
            && algebra.isMinusOne(c.p())
            && algebra.isOne(c.k())
            && !algebra.isNegative(c.d(), c.h());
    if (!ours) {
      return null;
    }
    Bracket c = (Bracket) form;
    return curve(c.d(), c.h(), c.b());
  }

  @Override
  public SeparableCurve plain() {
    return curve();
  }

  private static SeparableCurve curve(int... nodes) {
    return new SeparableCurve(
        nodes,
        0,
        2,
        Grids::halves,
        (x, n, phi) -> {
          phi[0] = 1;
          phi[1] = n[0] / (n[0] + x);
        },
        (n, a) -> new double[] {a[0], a[1], 1 / n[0]});
  }
}
