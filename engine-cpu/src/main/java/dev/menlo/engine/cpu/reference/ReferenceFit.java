package dev.menlo.engine.cpu.reference;

import dev.menlo.engine.Criterion;
import dev.menlo.engine.Curvature;
import dev.menlo.engine.Workspace.FixedEffects;
import dev.menlo.engine.Workspace.VariancePoint;

/** One fit: its current and trial points, and the operations that move them. */
final class ReferenceFit {
  private final FitData data;
  private Point current;
  private Point trial;

  ReferenceFit(FitData data) {
    this.data = data;
  }

  /** The data. */
  FitData data() {
    return data;
  }

  /** The current point. */
  Point current() {
    if (current == null) {
      throw new IllegalStateException("the fit has no current point: call start first");
    }
    return current;
  }

  void start(double[] beta, double[] factors, double[] delta, double[] u) {
    current = new Point(beta, u, factors, delta, null, null);
    trial = null;
  }

  private Point evaluated() {
    return trial != null ? trial : current();
  }

  PenalizedSums linearise(Curvature curvature, VariancePoint variancePoint)
      throws NumericalTrouble {
    Point point = evaluated();
    MeanRows mean = data.meanRows(point, curvature);
    double[] own = mean.means();
    double[] frozen = point.varianceMeans() == null ? own : point.varianceMeans();
    double[] now = variancePoint == VariancePoint.OWN ? own : frozen;
    PenalizedSums sums = PenalizedSums.of(data, point, own, frozen, now);
    Point linearised = point.linearised(mean, now);
    if (trial != null) {
      trial = linearised;
    } else {
      current = linearised;
    }
    return sums;
  }

  PenalizedSums objective() throws NumericalTrouble {
    Point point = evaluated();
    double[] own = data.means(point);
    double[] frozen = point.varianceMeans() == null ? own : point.varianceMeans();
    return PenalizedSums.of(data, point, own, frozen, own);
  }

  Step solve(double[] factors, double[] delta, Curvature curvature, double damping)
      throws NumericalTrouble {
    Point point = current().requireLinearised("solve");
    trial = null;
    if (curvature == Curvature.NEWTON && !point.mean().hasSecond()) {
      throw new IllegalStateException("a NEWTON solve needs a NEWTON linearisation");
    }
    Step step = new PnlsSolve(data, point, factors, delta).solve(curvature, damping);
    double[] beta = point.beta().clone();
    for (int j = 0; j < beta.length; j++) {
      beta[j] += step.fixedEffects()[j];
    }
    trial = new Point(beta, step.sphericalEffects(), factors, delta, null, point.varianceMeans());
    return step;
  }

  void accept() {
    current = requireTrial("accept");
    trial = null;
  }

  void reject() {
    requireTrial("reject");
    trial = null;
  }

  private Point requireTrial(String operation) {
    if (trial == null) {
      throw new IllegalStateException(operation + " needs a trial point: call solve first");
    }
    return trial;
  }

  ProfileFunctions profile(
      double[] factors,
      double[] delta,
      Criterion criterion,
      FixedEffects fixed,
      boolean derivatives)
      throws NumericalTrouble {
    Point point = current().requireLinearised("profile");
    ResidualPrograms programs =
        derivatives ? data.compiled().residualDerivatives() : data.compiled().residualValues();
    ProfileFunctions functions =
        new ProfileFunctions(
            data.compiled().model(),
            data.linearTrees(point, programs, delta),
            data.factors(factors),
            criterion,
            fixed);
    if (derivatives) {
      functions.differentiate();
    }
    return functions;
  }
}
