package dev.menlo.engine.tck;

import dev.menlo.engine.Criterion;
import dev.menlo.engine.Curvature;
import dev.menlo.engine.FitStatus;
import dev.menlo.engine.Linearization;
import dev.menlo.engine.Profile;
import dev.menlo.engine.Quantity;
import dev.menlo.engine.Solution;
import dev.menlo.engine.Workspace;
import dev.menlo.engine.Workspace.FixedEffects;
import dev.menlo.engine.Workspace.VariancePoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * A fixed walk through the operations that records every number of every fit: two damped steps,
 * each linearised, accepted and profiled. Fits that share a workspace walk together.
 */
final class Trace {
  private final Workspace workspace;
  private final Problem problem;
  private final Curvature curvature;
  private final List<List<Double>> numbers = new ArrayList<>();

  /** The walk of a workspace that holds these fits, in order. */
  Trace(Workspace workspace, Problem problem, Curvature curvature) {
    this.workspace = workspace;
    this.problem = problem;
    this.curvature = curvature;
    for (int f = 0; f < workspace.fits(); f++) {
      numbers.add(new ArrayList<>());
    }
  }

  /** Walks and returns the numbers, one list a fit. */
  List<List<Double>> walk() {
    BackendContract.start(workspace, problem);
    linearise();
    for (double damping : new double[] {10, 4}) {
      solve(damping);
      linearise();
      forEach(workspace::accept);
      profile();
    }
    forEach(f -> record(f, workspace.read(Quantity.SPHERICAL_EFFECTS, f)));
    return numbers;
  }

  private void linearise() {
    Linearization out = new Linearization(workspace.fits());
    workspace.linearise(curvature, VariancePoint.OWN, out);
    requireOk(out.status);
    forEach(f -> record(f, out.penalizedRss[f], out.ownPenalizedRss[f], out.logDetR[f]));
  }

  private void solve(double damping) {
    Solution out = new Solution(workspace.model(), workspace.fits());
    double[] dampings = new double[workspace.fits()];
    Arrays.fill(dampings, damping);
    workspace.solve(problem.relativeFactor(), problem.delta(), curvature, dampings, out);
    requireOk(out.status);
    forEach(f -> record(f, part(out.fixedEffectsStep, f, workspace.model().fixedEffects())));
    forEach(f -> record(f, out.predictedRss[f], out.fallbacks[f]));
  }

  private void profile() {
    Profile out = new Profile(workspace.model(), workspace.fits());
    workspace.profile(
        problem.relativeFactor(), problem.delta(), Criterion.REML, FixedEffects.PROFILED, 2, out);
    requireOk(out.status);
    int v = workspace.model().profileParameters();
    forEach(f -> record(f, out.logDeterminant[f], out.penalizedRss[f]));
    forEach(f -> record(f, part(out.logDeterminantGradient, f, v)));
    forEach(f -> record(f, part(out.penalizedRssGradient, f, v)));
    forEach(f -> record(f, part(out.logDeterminantHessian, f, v * v)));
    forEach(f -> record(f, part(out.penalizedRssHessian, f, v * v)));
  }

  private void requireOk(FitStatus[] status) {
    forEach(
        f -> {
          if (status[f] != FitStatus.OK) {
            throw new AssertionError("fit " + f + " of " + problem + ": " + status[f]);
          }
        });
  }

  private static double[] part(double[] all, int fit, int length) {
    return Arrays.copyOfRange(all, fit * length, (fit + 1) * length);
  }

  private void record(int fit, double... values) {
    for (double value : values) {
      numbers.get(fit).add(value);
    }
  }

  private void forEach(IntConsumer action) {
    for (int f = workspace.active().next(0); f >= 0; f = workspace.active().next(f + 1)) {
      action.accept(f);
    }
  }
}
