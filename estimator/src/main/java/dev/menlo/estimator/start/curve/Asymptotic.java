package dev.menlo.estimator.start.curve;

import dev.menlo.estimator.start.curve.Form.Terms;

/**
 * Asymptotic regression {@code a + (r - a) exp(-k x)}, also written with an offset, {@code a (1 -
 * exp(-k (x - c)))}, as von Bertalanffy's growth in length is: n = k, phi = (1, exp(-k x)).
 */
final class Asymptotic implements CurveFamily {
  private final String name;
  private final String formula;

  Asymptotic(String name, String formula) {
    this.name = name;
    this.formula = formula;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String formula() {
    return formula;
  }

  @Override
  public SeparableCurve recognise(Form form, FormAlgebra algebra) {
    boolean ours =
        form instanceof Terms t
            && !t.log()
            && t.terms().size() == 1
            && !algebra.isZero(t.d())
            && !algebra.isNegative(t.d(), t.terms().get(0).h());
    if (!ours) {
      return null;
    }
    Terms t = (Terms) form;
    return curve(t.d(), t.terms().get(0).h(), t.terms().get(0).k());
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
        p -> Grids.with(Grids.rates(p), 1, -1),
        (x, n, phi) -> {
          phi[0] = 1;
          phi[1] = Math.exp(-n[1] * n[0] * x);
        },
        (n, a) -> new double[] {a[0], a[1], -n[1] * n[0]});
  }
}
