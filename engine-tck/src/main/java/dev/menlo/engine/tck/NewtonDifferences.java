package dev.menlo.engine.tck;

import dev.menlo.engine.Criterion;
import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.Workspace.FixedEffects;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Newton's step on the penalised sum of squares in (beta, u), by differences of its values. */
final class NewtonDifferences {
  private static final double STEP = 1e-2;

  private NewtonDifferences() {}

  /** Problems whose penalised sum is convex at their point: responses near the mean. */
  static List<Problem> problems() {
    ResidualSpec iid = ResidualSpec.IDENTITY;
    return List.of(
        Problems.near(Problems.of("newton, no levels", Models.decay(iid), Shapes.ungrouped(8))),
        Problems.near(
            Problems.of("newton, one level", Models.decay(iid, 2), Shapes.groups(4, 3, 5))),
        Problems.near(
            Problems.of(
                "newton, two levels",
                Models.decay(iid, 1, 2),
                Shapes.nested(new int[] {4, 3}, new int[] {5}))));
  }

  /** The problem at another point. */
  static Problem at(Problem problem, double[] beta, double[] u) {
    return problem.withData(problem.batch(), beta, u);
  }

  /**
   * dbeta, then u at the trial point: a step of -(H + 2 damping diag(X'V^{-1}X, 1))^{-1} g, where g
   * and H are the gradient and Hessian of the penalised sum in (beta, u).
   */
  static double[] step(Problem problem, double damping) {
    int p = problem.beta().length;
    double[] x = Arrays.copyOf(problem.beta(), p + problem.sphericalEffects().length);
    System.arraycopy(problem.sphericalEffects(), 0, x, p, x.length - p);
    ToDoubleFunction<double[]> f =
        at ->
            new DenseOracle(at(problem, Arrays.copyOf(at, p), Arrays.copyOfRange(at, p, at.length)))
                .penalizedRss(problem.delta());
    double[] gradient = new double[x.length];
    double[][] hessian = new double[x.length][x.length];
    for (int j = 0; j < x.length; j++) {
      gradient[j] = Differences.first(f, x, j, STEP);
      for (int k = 0; k <= j; k++) {
        hessian[j][k] = Differences.second(f, x, j, k, STEP);
        hessian[k][j] = hessian[j][k];
      }
    }
    DenseOracle oracle = new DenseOracle(problem);
    double[] theta = oracle.parameters(problem.relativeFactor(), problem.delta());
    double[][] information = oracle.profile(theta, Criterion.ML, FixedEffects.HELD).information();
    for (int j = 0; j < x.length; j++) {
      hessian[j][j] += 2 * damping * (j < p ? information[j][j] : 1);
    }
    double[] step = DenseMatrix.solve(DenseMatrix.cholesky(hessian), gradient);
    for (int j = 0; j < x.length; j++) {
      step[j] = (j < p ? 0 : x[j]) - step[j];
    }
    return step;
  }
}
