package dev.menlo.engine.tck;

import dev.menlo.engine.Criterion;
import dev.menlo.engine.Profile;
import dev.menlo.engine.Workspace.FixedEffects;
import java.util.function.ToDoubleFunction;

/** Compares a backend's profile derivatives with differences of the oracle's values. */
final class ProfileDifferences {
  private static final double GRADIENT_STEP = 2e-3;
  private static final double HESSIAN_STEP = 4e-3;

  private ProfileDifferences() {}

  /** Requires gradients to 1e-7 and Hessians to 1e-5 of their largest entry. */
  static void assertDerivatives(
      Problem problem, Criterion criterion, FixedEffects fixed, Profile actual) {
    assertDerivatives(new DenseOracle(problem), problem, criterion, fixed, actual);
  }

  /** As above with an oracle of its own variance point. */
  static void assertDerivatives(
      DenseOracle oracle,
      Problem problem,
      Criterion criterion,
      FixedEffects fixed,
      Profile actual) {
    double[] theta = oracle.parameters(problem.relativeFactor(), problem.delta());
    ToDoubleFunction<double[]> logDeterminant =
        t -> oracle.profile(t, criterion, fixed).logDeterminant();
    ToDoubleFunction<double[]> rss = t -> oracle.profile(t, criterion, fixed).penalizedRss();
    String at = criterion + " " + fixed + " ";
    BackendContract.assertClose(
        at + "log determinant gradient",
        actual.logDeterminantGradient,
        gradient(logDeterminant, theta),
        1e-7);
    BackendContract.assertClose(
        at + "rss gradient", actual.penalizedRssGradient, gradient(rss, theta), 1e-7);
    BackendContract.assertClose(
        at + "log determinant Hessian",
        actual.logDeterminantHessian,
        hessian(logDeterminant, theta),
        1e-5);
    BackendContract.assertClose(
        at + "rss Hessian", actual.penalizedRssHessian, hessian(rss, theta), 1e-5);
  }

  private static double[] gradient(ToDoubleFunction<double[]> f, double[] theta) {
    double[] gradient = new double[theta.length];
    for (int j = 0; j < theta.length; j++) {
      gradient[j] = Differences.first(f, theta, j, GRADIENT_STEP);
    }
    return gradient;
  }

  private static double[] hessian(ToDoubleFunction<double[]> f, double[] theta) {
    double[] hessian = new double[theta.length * theta.length];
    for (int j = 0; j < theta.length; j++) {
      for (int k = 0; k <= j; k++) {
        hessian[j * theta.length + k] = Differences.second(f, theta, j, k, HESSIAN_STEP);
        hessian[k * theta.length + j] = hessian[j * theta.length + k];
      }
    }
    return hessian;
  }
}
