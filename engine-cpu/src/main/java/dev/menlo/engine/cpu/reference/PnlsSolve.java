package dev.menlo.engine.cpu.reference;

import dev.menlo.engine.Curvature;
import java.util.List;
import java.util.Optional;

/** One damped PNLS step: chooses between Newton, Gauss-Newton and standing still. */
final class PnlsSolve {
  private final FitData data;
  private final Point point;
  private final List<LinearTree> trees;
  private final Factors factors;
  private final int p;

  /** The linearisation at a point, with Lambda and delta of the step. */
  PnlsSolve(FitData data, Point point, double[] factors, double[] delta) throws NumericalTrouble {
    this.data = data;
    this.point = point;
    this.trees = data.linearTrees(point, data.compiled().residualValues(), delta);
    this.factors = data.factors(factors);
    this.p = data.compiled().model().fixedEffects();
  }

  /** Solves with a damping, which may be infinite. */
  Step solve(Curvature curvature, double damping) throws NumericalTrouble {
    GaussNewtonSolve gaussNewton = new GaussNewtonSolve(trees, factors, p);
    if (Double.isInfinite(damping)) {
      double[] still = new double[p];
      return new Step(still, point.u(), gaussNewton.predictedRss(still, point.u()), 0);
    }
    double[] scale = damping == 0 ? new double[p] : informationDiagonal();
    if (curvature == Curvature.GAUSS_NEWTON) {
      return gaussNewton.solve(damping, scale, point.u());
    }
    NewtonSolve newton = new NewtonSolve(trees, point.mean(), factors, p);
    Optional<Step> step = newton.solve(damping, scale, point.u());
    return step.isPresent()
        ? step.get()
        : gaussNewton.solve(damping, scale, point.u()).withFallbacks(deepestGroups());
  }

  private int deepestGroups() {
    return data.forest().deepestStarts().length - 1;
  }

  /** diag(X'V^{-1}X) at the step's Lambda and delta. */
  private double[] informationDiagonal() throws NumericalTrouble {
    double[] diagonal = new double[p];
    for (LinearTree tree : trees) {
      var x = new MarginalModel(data.compiled().model(), tree, factors).whitenedRows();
      for (int j = 0; j < p; j++) {
        diagonal[j] += x.column(j).dot(x.column(j));
      }
    }
    return diagonal;
  }
}
