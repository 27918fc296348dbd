package dev.menlo.estimator.start.curve;

import dev.menlo.estimator.start.curve.Form.Bracket;

/**
 * {@code e0 + emax x^h / (ed50^h + x^h)}, with or without e0, also as a logistic curve in ln x: n =
 * (ed50, h), phi = (1, 1 / (1 + (x / ed50)^h)).
 */
final class SigmoidEmax implements CurveFamily {
  private static final double[] POWERS = {0.5, 0.75, 1, 1.5, 2, 3, 4.5, 7};

  @Override
  public String name() {
    return "sigmoid-emax";
  }

  @Override
  public String formula() {
    return "{e0}+{emax}*x^{h}/({ed50}^{h}+x^{h})";
  }

  @Override
  public SeparableCurve recognise(Form form, FormAlgebra algebra) {
    if (!(form instanceof Bracket c)
        || !c.log()
        || !algebra.isMinusOne(c.p())
        || algebra.isOne(c.k())) {
      return null;
    }
    if (algebra.isZero(c.d())) {
      return falling(c.h(), c.b(), c.k());
    }
    return algebra.isNegative(c.d(), c.h())
        ? rising(c.d(), c.b(), c.k())
        : SeparableCurves.withConstant(falling(c.h(), c.b(), c.k()), c.d());
  }

  @Override
  public SeparableCurve plain() {
    return SeparableCurves.withConstant(falling(), 0);
  }

  /** {@code h / (1 + (x / ed50)^k)}, k of either sign. */
  private static SeparableCurve falling(int... nodes) {
    return new SeparableCurve(
        nodes,
        -1,
        1,
        SigmoidEmax::grid,
        (x, n, phi) -> phi[0] = 1 / (1 + Math.pow(x / n[0], n[1])),
        (n, a) -> new double[] {a[0], Math.pow(n[0], -n[1]), n[1]});
  }

  /** {@code d - d / (1 + (x / ed50)^k)}. */
  private static SeparableCurve rising(int... nodes) {
    return new SeparableCurve(
        nodes,
        -1,
        1,
        SigmoidEmax::grid,
        (x, n, phi) -> phi[0] = 1 - 1 / (1 + Math.pow(x / n[0], n[1])),
        (n, a) -> new double[] {a[0], Math.pow(n[0], -n[1]), n[1]});
  }

  private static java.util.List<double[]> grid(Points points) {
    java.util.List<double[]> grid = Grids.with(Grids.halves(points), POWERS);
    for (double[] point : Grids.with(Grids.halves(points), POWERS)) {
      grid.add(new double[] {point[0], -point[1]});
    }
    return grid;
  }
}
