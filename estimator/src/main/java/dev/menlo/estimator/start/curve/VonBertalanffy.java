package dev.menlo.estimator.start.curve;

import dev.menlo.estimator.start.curve.Form.Bracket;
import java.util.ArrayList;
import java.util.List;

/**
 * Von Bertalanffy's growth in weight, {@code a (1 - exp(-k (x - t0)))^3}, and the curve of Chapman
 * and Richards, whose power is free and whose t0 is 0: n = (k, t0, p), t0 up to the first x.
 */
final class VonBertalanffy implements CurveFamily {
  private static final double[] POWERS = {0.5, 0.75, 1, 1.5, 2, 3, 5, 8};
  private static final double[] BEFORE = {0, 0.01, 0.03, 0.07, 0.15, 0.3, 0.6};

  @Override
  public String name() {
    return "von-bertalanffy";
  }

  @Override
  public String formula() {
    return "{a}*(1-exp(-{k}*(x-{t0})))^3";
  }

  @Override
  public SeparableCurve recognise(Form form, FormAlgebra algebra) {
    boolean ours =
        form instanceof Bracket c
            && !c.log()
            && algebra.isZero(c.d())
            && !algebra.isMinusOne(c.p())
            && (algebra.isConstant(c.p()) || algebra.isMinusOne(c.b()));
    if (!ours) {
      return null;
    }
    Bracket c = (Bracket) form;
    double[] powers = algebra.isConstant(c.p()) ? new double[] {algebra.constant(c.p())} : POWERS;
    boolean origin = algebra.isMinusOne(c.b());
    return curve(origin, powers, c.h(), c.b(), c.k(), c.p());
  }

  @Override
  public SeparableCurve plain() {
    return curve(false, new double[] {3});
  }

  private static SeparableCurve curve(boolean origin, double[] powers, int... nodes) {
    return new SeparableCurve(
        nodes,
        -1,
        1,
        p -> grid(p, origin, powers),
        (x, n, phi) -> phi[0] = Math.pow(-Math.expm1(-n[0] * (x - n[1])), n[2]),
        (n, a) -> new double[] {a[0], -Math.exp(n[0] * n[1]), -n[0], n[2]});
  }

  private static List<double[]> grid(Points points, boolean origin, double[] powers) {
    double range = points.high() - points.low();
    List<double[]> grid = new ArrayList<>();
    for (double[] rate : Grids.rates(points)) {
      for (double before : origin ? new double[] {0} : BEFORE) {
        grid.add(new double[] {rate[0], origin ? 0 : points.low() - before * range});
      }
    }
    return Grids.with(grid, powers);
  }
}
