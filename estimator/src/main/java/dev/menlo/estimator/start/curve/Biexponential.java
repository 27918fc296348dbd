package dev.menlo.estimator.start.curve;

import dev.menlo.estimator.start.curve.Form.Term;
import dev.menlo.estimator.start.curve.Form.Terms;
import java.util.List;

/**
 * {@code a1 exp(-k1 x) + a2 exp(-k2 x)}, with or without a constant: n = (k1, k2), either first.
 */
final class Biexponential implements CurveFamily {
  @Override
  public String name() {
    return "biexponential";
  }

  @Override
  public String formula() {
    return "{a1}*exp(-exp({l1})*x)+{a2}*exp(-exp({l2})*x)";
  }

  @Override
  public SeparableCurve recognise(Form form, FormAlgebra algebra) {
    if (!(form instanceof Terms t) || t.log() || t.terms().size() != 2) {
      return null;
    }
    List<Term> terms = t.terms();
    if (algebra.isNegative(terms.get(0).h(), terms.get(1).h())) {
      return null;
    }
    SeparableCurve curve =
        curve(terms.get(0).h(), terms.get(0).k(), terms.get(1).h(), terms.get(1).k());
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
        2,
        p -> Grids.with(Grids.ratePairs(p), 0, 1),
        (x, n, phi) -> {
          phi[0] = Math.exp(-n[0] * x);
          phi[1] = Math.exp(-n[1] * x);
        },
        (n, a) ->
            n[2] == 0
                ? new double[] {a[0], -n[0], a[1], -n[1]}
                : new double[] {a[1], -n[1], a[0], -n[0]});
  }
}
