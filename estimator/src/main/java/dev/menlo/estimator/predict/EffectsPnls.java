package dev.menlo.estimator.predict;

import dev.menlo.engine.Backend;
import dev.menlo.engine.Capability;
import dev.menlo.engine.Curvature;
import dev.menlo.engine.FitStatus;
import dev.menlo.engine.Linearization;
import dev.menlo.engine.Quantity;
import dev.menlo.engine.Solution;
import dev.menlo.engine.Workspace;
import dev.menlo.engine.Workspace.VariancePoint;
import dev.menlo.estimator.algebra.Damping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Minimises the penalised sum of squares of eq. (6) over u alone, for all fits of a workspace whose
 * model has no fixed effects: Newton steps damped after Levenberg and Marquardt, S refrozen at
 * every accepted point, until u stands still.
 */
final class EffectsPnls {
  private static final int MOST = 200;
  private static final double STILL = 1e-20;

  private final Workspace workspace;
  private final Curvature curvature;
  private final double[] factors;
  private final double[] deltas;
  private final double[] damping;
  private final double[] rss;
  private final Linearization linearization;
  private final Solution solution;

  /**
   * Prepares.
   *
   * @param factor Lambda of the levels of the model, concatenated
   * @param delta residual parameters
   */
  EffectsPnls(Workspace workspace, Backend backend, double[] factor, double[] delta) {
    int n = workspace.fits();
    this.workspace = workspace;
    this.curvature =
        backend.capabilities().contains(Capability.NEWTON)
            ? Curvature.NEWTON
            : Curvature.GAUSS_NEWTON;
    this.factors = repeated(factor, n);
    this.deltas = repeated(delta, n);
    this.damping = new double[n];
    this.rss = new double[n];
    this.linearization = new Linearization(n);
    this.solution = new Solution(workspace.model(), n);
  }

  private static double[] repeated(double[] values, int times) {
    double[] out = new double[values.length * times];
    for (int t = 0; t < times; t++) {
      System.arraycopy(values, 0, out, t * values.length, values.length);
    }
    return out;
  }

  /** u of each fit; NaN where the mean is not finite at u = 0. */
  List<double[]> run() {
    workspace.start(new double[0], factors, deltas, null);
    BitSet open = new BitSet();
    open.set(0, workspace.fits());
    workspace.active().setAll(open);
    workspace.linearise(curvature, VariancePoint.OWN, linearization);
    BitSet failed = new BitSet();
    for (int f = 0; f < workspace.fits(); f++) {
      failed.set(f, linearization.status[f] != FitStatus.OK);
      rss[f] = linearization.ownPenalizedRss[f];
    }
    open.andNot(failed);
    for (int step = 0; step < MOST && !open.isEmpty(); step++) {
      take(open);
    }
    List<double[]> out = new ArrayList<>();
    for (int f = 0; f < workspace.fits(); f++) {
      double[] u = workspace.read(Quantity.SPHERICAL_EFFECTS, f);
      if (failed.get(f)) {
        Arrays.fill(u, Double.NaN);
      }
      out.add(u);
    }
    return out;
  }

  private void take(BitSet open) {
    workspace.active().setAll(open);
    workspace.solve(factors, deltas, curvature, damping, solution);
    BitSet proposed = new BitSet();
    double[][] before = new double[workspace.fits()][];
    for (int f = open.nextSetBit(0); f >= 0; f = open.nextSetBit(f + 1)) {
      proposed.set(f, solution.status[f] == FitStatus.OK);
      before[f] = workspace.read(Quantity.SPHERICAL_EFFECTS, f);
    }
    if (!proposed.isEmpty()) {
      workspace.active().setAll(proposed);
      workspace.linearise(curvature, VariancePoint.OWN, linearization);
    }
    for (int f = open.nextSetBit(0); f >= 0; f = open.nextSetBit(f + 1)) {
      double rho = proposed.get(f) ? ratio(f) : Double.NEGATIVE_INFINITY;
      damping[f] = Damping.after(damping[f], rho);
      if (rho > Damping.TAKEN) {
        accept(f, before[f], open);
      } else {
        if (proposed.get(f)) {
          workspace.reject(f);
        }
        open.set(f, damping[f] < 1e12);
      }
    }
  }

  private double ratio(int f) {
    return linearization.status[f] == FitStatus.OK
        ? Damping.ratio(rss[f], linearization.penalizedRss[f], solution.predictedRss[f])
        : Double.NEGATIVE_INFINITY;
  }

  private void accept(int f, double[] before, BitSet open) {
    workspace.accept(f);
    rss[f] = linearization.ownPenalizedRss[f];
    double[] now = workspace.read(Quantity.SPHERICAL_EFFECTS, f);
    double moved = 0;
    double size = 0;
    for (int j = 0; j < now.length; j++) {
      moved += (now[j] - before[j]) * (now[j] - before[j]);
      size += now[j] * now[j];
    }
    open.set(f, moved > STILL * (size + rss[f]));
  }
}
