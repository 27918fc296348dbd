package dev.menlo.estimator.start.curve;

import dev.menlo.estimator.start.curve.Form.Terms;

/**
 * First-order decay or growth {@code a exp(-k x)}; one compartment after a bolus, {@code dose / v
 * exp(-cl / v x)}, is the same curve: n = k.
 */
final class FirstOrder implements CurveFamily {
  private final String name;
  private final String formula;

  FirstOrder(String name, String formula) {
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
        form instanceof Terms t && !t.log() && t.terms().size() == 1 && algebra.isZero(t.d());
    if (!ours) {
      return null;
    }
    Terms t = (Terms) form;
    return curve(t.terms().get(0).h(), t.terms().get(0).k());
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
        p -> Grids.with(Grids.rates(p), 1, -1),
        (x, n, phi) -> phi[0] = Math.exp(-n[1] * n[0] * x),
        (n, a) -> new double[] {a[0], -n[1] * n[0]});
  }
}
