package dev.menlo.estimator.start.curve;

import dev.menlo.estimator.start.curve.Form.Bracket;

/** {@code d + (a - d) / (1 + exp(-(x - m) / s))}: n = (m, s), phi = (1, logistic). */
final class FourParameterLogistic implements CurveFamily {
  @Override
  public String name() {
    return "logistic4";
  }

  @Override
  public String formula() {
    return "{d}+({a}-{d})/(1+exp(-(x-{m})/{s}))";
  }

  @Override
  public SeparableCurve recognise(Form form, FormAlgebra algebra) {
    return form instanceof Bracket c
            && !c.log()
            && algebra.isMinusOne(c.p())
            && !algebra.isZero(c.d())
        ? curve(c.d(), c.h(), c.b(), c.k())
        : null;
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
        p -> Grids.with(Grids.sigmoids(p), 1, -1),
        (x, n, phi) -> {
          phi[0] = 1;
          phi[1] = 1 / (1 + Math.exp(-n[2] * (x - n[0]) / n[1]));
        },
        (n, a) -> new double[] {a[0], a[1], Math.exp(n[2] * n[0] / n[1]), -n[2] / n[1]});
  }
}
