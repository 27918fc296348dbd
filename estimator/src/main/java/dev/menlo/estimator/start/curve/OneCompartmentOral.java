package dev.menlo.estimator.start.curve;

import dev.menlo.estimator.start.curve.Form.Term;
import dev.menlo.estimator.start.curve.Form.Terms;
import java.util.List;

/**
 * One compartment with first-order absorption, {@code a (exp(-k x) - exp(-ka x))}: n = (ka, k),
 * absorption faster than elimination first, and the other way round.
 */
final class OneCompartmentOral implements CurveFamily {
  @Override
  public String name() {
    return "oral";
  }

  @Override
  public String formula() {
    return "dose*{ka}*{ke}/({cl}*({ka}-{ke}))*(exp(-{ke}*x)-exp(-{ka}*x))";
  }

  @Override
  public SeparableCurve recognise(Form form, FormAlgebra algebra) {
    if (!(form instanceof Terms t) || t.log() || t.terms().size() != 2) {
      return null;
    }
    List<Term> terms = t.terms();
    boolean difference =
        algebra.isZero(t.d()) && algebra.isNegative(terms.get(0).h(), terms.get(1).h());
    return difference ? curve(terms.get(0).h(), terms.get(0).k(), terms.get(1).k()) : null;
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
        p -> Grids.with(Grids.ratePairs(p), 0, 1),
        (x, n, phi) -> phi[0] = Math.exp(-n[1] * x) - Math.exp(-n[0] * x),
        (n, a) ->
            n[2] == 0 ? new double[] {a[0], -n[1], -n[0]} : new double[] {-a[0], -n[0], -n[1]});
  }
}
