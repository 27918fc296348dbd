package dev.menlo.engine.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.engine.Capability;
import dev.menlo.engine.Criterion;
import dev.menlo.engine.Curvature;
import dev.menlo.engine.Design;
import dev.menlo.engine.FitStatus;
import dev.menlo.engine.Linearization;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.Profile;
import dev.menlo.engine.Quantity;
import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.Solution;
import dev.menlo.engine.Workspace;
import dev.menlo.engine.Workspace.FixedEffects;
import dev.menlo.engine.Workspace.VariancePoint;
import dev.menlo.engine.tck.DenseOracle.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Residual scale and correlation: values, delta derivatives, the variance point, left-out rows. */
public abstract class ResidualContract extends BackendContract {
  /** For subclasses. */
  protected ResidualContract() {}

  static List<Problem> problems() {
    List<Problem> all = new ArrayList<>();
    add(all, "power", Residuals.power(), 0.7);
    add(all, "constant and power", Residuals.constantAndPower(), -0.5, 1.2);
    add(all, "AR(1)", Residuals.autoregressive(), 0.6);
    add(all, "continuous-time AR(1)", Residuals.continuousTime(), 0.2, 0.4);
    add(all, "MA(1) by lags", Residuals.movingAverage(), 0.5);
    add(all, "banded pairs", Residuals.bandedPairs(), 0.8);
    add(all, "spatial with power", Residuals.spatial(), 0.4, 0.3);
    add(all, "AR(2) by lags", Residuals.secondOrder(), 0.6, -0.3);
    return all;
  }

  private static void add(List<Problem> all, String name, ResidualSpec spec, double... delta) {
    Design groups = Shapes.groups(5, 1, 0, 7, 3);
    Design nested = Shapes.nested(new int[] {4, 3}, new int[] {1, 6, 2});
    all.add(Problems.of(name + ", no levels", Models.decay(spec), Shapes.ungrouped(8), delta));
    all.add(Problems.of(name + ", one level", Models.decay(spec, 2), groups, delta));
    all.add(Problems.of(name + ", two levels", Models.decay(spec, 1, 2), nested, delta));
    all.add(Problems.of(name + ", blocks only", Models.decay(spec, 2, 0), nested, delta));
    Design partial = Shapes.without(groups, 1, 5, 8, 9);
    all.add(Problems.of(name + ", rows left out", Models.decay(spec, 2), partial, delta));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void sumsAndWhitenedResidualsAgree(Problem problem) {
    DenseOracle oracle = new DenseOracle(problem);
    run(
        problem,
        workspace -> {
          Linearization out = linearise(workspace, problem, VariancePoint.OWN);
          double expected = oracle.penalizedRss(problem.delta());
          assertClose("first call", out.penalizedRss[0], expected, 1e-11);
          assertClose("own", out.ownPenalizedRss[0], expected, 1e-11);
          assertClose("log|R|", out.logDetR[0], oracle.logDetR(problem.delta()), 1e-11);
          assertClose(
              "whitened residual",
              workspace.read(Quantity.WHITENED_RESIDUAL, 0),
              oracle.whitenedResidual(problem.delta()),
              1e-10);
        });
  }

  @ParameterizedTest
  @MethodSource("problems")
  void profileValuesAgree(Problem problem) {
    DenseOracle oracle = new DenseOracle(problem);
    double[] theta = oracle.parameters(problem.relativeFactor(), problem.delta());
    for (Criterion criterion : Criterion.values()) {
      for (FixedEffects fixed : FixedEffects.values()) {
        Values expected = oracle.profile(theta, criterion, fixed);
        Profile out = profile(problem, problem, criterion, fixed, 0);
        assertClose("log|.|", out.logDeterminant[0], expected.logDeterminant(), 1e-10);
        assertClose("rss", out.penalizedRss[0], expected.penalizedRss(), 1e-10);
        assertClose("dbeta", out.fixedEffectsStep, expected.step(), 1e-9);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("problems")
  void profileDerivativesAgree(Problem problem) {
    ProfileDifferences.assertDerivatives(
        problem,
        Criterion.ML,
        FixedEffects.PROFILED,
        profile(problem, problem, Criterion.ML, FixedEffects.PROFILED, 2));
    ProfileDifferences.assertDerivatives(
        problem,
        Criterion.REML,
        FixedEffects.HELD,
        profile(problem, problem, Criterion.REML, FixedEffects.HELD, 2));
  }

  /** Another delta re-whitens the kept linearisation, S still at the variance point. */
  @ParameterizedTest
  @MethodSource("problems")
  void anotherDeltaRewhitens(Problem problem) {
    double[] moved = problem.delta().clone();
    for (int j = 0; j < moved.length; j++) {
      moved[j] += 0.15 - 0.2 * j;
    }
    DenseOracle oracle = new DenseOracle(problem);
    double[] theta = oracle.parameters(problem.relativeFactor(), moved);
    Values expected = oracle.profile(theta, Criterion.ML, FixedEffects.PROFILED);
    Profile out =
        profile(problem, problem.withDelta(moved), Criterion.ML, FixedEffects.PROFILED, 0);
    assertClose("log|.|", out.logDeterminant[0], expected.logDeterminant(), 1e-10);
    assertClose("rss", out.penalizedRss[0], expected.penalizedRss(), 1e-10);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void stepsAgree(Problem problem) {
    for (double damping : new double[] {0, 0.5}) {
      OracleStep oracle =
          new OracleStep(
              new DenseOracle(problem), problem.relativeFactor(), problem.delta(), damping);
      double[] dbeta = oracle.fixedEffects();
      run(
          problem,
          workspace -> {
            linearise(workspace, problem, VariancePoint.OWN);
            assertClose("dbeta", solve(workspace, problem, damping), dbeta, 1e-9);
            workspace.accept(0);
            double[] u = workspace.read(Quantity.SPHERICAL_EFFECTS, 0);
            assertClose("u", u, oracle.sphericalEffects(dbeta), 1e-9);
          });
    }
  }

  /**
   * Sparing the row pass costs third order in the change of delta: a small change gives nearly the
   * step of {@code solve}, and the trial point has the new delta all the same.
   */
  @ParameterizedTest
  @MethodSource("problems")
  void nearbyStepsComeNearTheExactOnes(Problem problem) {
    for (double change : new double[] {0, 1e-3, 0.5}) {
      double[] moved = Arrays.stream(problem.delta()).map(d -> d + change).toArray();
      double[] exact = nearby(problem, moved, false);
      double[] close = nearby(problem, moved, true);
      for (int i = 0; i < exact.length; i++) {
        double tolerance = change == 0 ? 0 : change == 1e-3 ? 1e-4 : 0.05;
        assertThat(close[i]).isCloseTo(exact[i], within(tolerance * (1 + Math.abs(exact[i]))));
      }
    }
  }

  /** dbeta, predicted sum, and the sum of squares at the trial point. */
  private double[] nearby(Problem problem, double[] delta, boolean nearby) {
    double[][] result = new double[1][];
    run(
        problem,
        workspace -> {
          linearise(workspace, problem, VariancePoint.OWN);
          if (backend().capabilities().contains(Capability.NEWTON)) {
            workspace.linearise(Curvature.NEWTON, VariancePoint.OWN, new Linearization(1));
          }
          Solution out = new Solution(problem.model(), 1);
          double[] undamped = {0};
          double[] lambda = problem.relativeFactor();
          if (nearby) {
            workspace.solveNearby(lambda, delta, Curvature.GAUSS_NEWTON, undamped, out);
          } else {
            workspace.solve(lambda, delta, Curvature.GAUSS_NEWTON, undamped, out);
          }
          Linearization trial = new Linearization(1);
          workspace.objective(trial);
          double[] all = Arrays.copyOf(out.fixedEffectsStep, out.fixedEffectsStep.length + 2);
          all[all.length - 2] = out.predictedRss[0];
          all[all.length - 1] = trial.penalizedRss[0];
          result[0] = all;
        });
    return result[0];
  }

  /**
   * OWN refreezes S at the trial point's means, KEPT leaves it; penalizedRss never moves with it.
   */
  @Test
  void theVariancePointMovesOnlyWhenAsked() {
    Problem problem = problems().get(1);
    double[] first = new DenseOracle(problem).means();
    for (VariancePoint choice : VariancePoint.values()) {
      run(
          problem,
          workspace -> {
            linearise(workspace, problem, VariancePoint.OWN);
            solve(workspace, problem, 0.5);
            Linearization out = new Linearization(1);
            workspace.linearise(Curvature.GAUSS_NEWTON, choice, out);
            workspace.accept(0);
            Problem moved = ReadPoint.of(workspace, problem);
            DenseOracle frozen = new DenseOracle(moved, first);
            DenseOracle now = choice == VariancePoint.OWN ? new DenseOracle(moved) : frozen;
            double[] delta = problem.delta();
            assertClose("before", out.penalizedRss[0], frozen.penalizedRss(delta), 1e-11);
            assertClose("own", out.ownPenalizedRss[0], now.penalizedRss(delta), 1e-11);
            assertClose("log|R|", out.logDetR[0], now.logDetR(delta), 1e-11);
            Profile profile = profile(workspace, problem, Criterion.ML, FixedEffects.PROFILED, 2);
            ProfileDifferences.assertDerivatives(
                now, moved, Criterion.ML, FixedEffects.PROFILED, profile);
          });
    }
  }

  /** The objective of a trial point has both sums and moves nothing. */
  @Test
  void objectiveHasBothSums() {
    Problem problem = problems().get(1);
    double[] first = new DenseOracle(problem).means();
    run(
        problem,
        workspace -> {
          linearise(workspace, problem, VariancePoint.OWN);
          solve(workspace, problem, 0.5);
          Linearization out = new Linearization(1);
          workspace.objective(out);
          workspace.accept(0);
          Problem moved = ReadPoint.of(workspace, problem);
          double[] delta = problem.delta();
          double frozen = new DenseOracle(moved, first).penalizedRss(delta);
          assertClose("frozen", out.penalizedRss[0], frozen, 1e-11);
          assertClose(
              "own", out.ownPenalizedRss[0], new DenseOracle(moved).penalizedRss(delta), 1e-11);
        });
  }

  /** Rejecting a trial point gives the variance point back. */
  @Test
  void rejectRestoresTheVariancePoint() {
    Problem problem = problems().get(1);
    run(
        problem,
        workspace -> {
          linearise(workspace, problem, VariancePoint.OWN);
          double[] scale = workspace.read(Quantity.RESIDUAL_SCALE, 0);
          solve(workspace, problem, 0.5);
          workspace.linearise(Curvature.GAUSS_NEWTON, VariancePoint.OWN, new Linearization(1));
          workspace.reject(0);
          assertThat(workspace.read(Quantity.RESIDUAL_SCALE, 0)).isEqualTo(scale);
        });
  }

  /** Rows outside the likelihood move a recursion on and do nothing else. */
  @Test
  void leftOutRowsOnlyMoveRecursions() {
    require(Capability.RECURSION);
    ModelSpec model = Models.recursion(ResidualSpec.IDENTITY, 1);
    Design design = Shapes.without(Shapes.groups(4, 3, 5), 0, 2, 5, 11);
    Problem problem = Problems.of("recursion", model, design);
    DenseOracle oracle = new DenseOracle(problem);
    double[] theta = oracle.parameters(problem.relativeFactor(), problem.delta());
    Values expected = oracle.profile(theta, Criterion.REML, FixedEffects.PROFILED);
    Profile out = profile(problem, problem, Criterion.REML, FixedEffects.PROFILED, 2);
    assertClose("log|.|", out.logDeterminant[0], expected.logDeterminant(), 1e-10);
    assertClose("rss", out.penalizedRss[0], expected.penalizedRss(), 1e-10);
    ProfileDifferences.assertDerivatives(problem, Criterion.REML, FixedEffects.PROFILED, out);
  }

  private static Linearization linearise(
      Workspace workspace, Problem problem, VariancePoint variancePoint) {
    start(workspace, problem);
    Linearization out = new Linearization(1);
    workspace.linearise(Curvature.GAUSS_NEWTON, variancePoint, out);
    assertThat(out.status[0]).as(problem.name()).isEqualTo(FitStatus.OK);
    return out;
  }

  private static double[] solve(Workspace workspace, Problem problem, double damping) {
    Solution out = new Solution(problem.model(), 1);
    workspace.solve(
        problem.relativeFactor(),
        problem.delta(),
        Curvature.GAUSS_NEWTON,
        new double[] {damping},
        out);
    assertThat(out.status[0]).isEqualTo(FitStatus.OK);
    return out.fixedEffectsStep;
  }

  private Profile profile(
      Problem linearisedAt, Problem at, Criterion criterion, FixedEffects fixed, int derivatives) {
    Profile[] out = new Profile[1];
    run(
        linearisedAt,
        workspace -> {
          linearise(workspace, linearisedAt, VariancePoint.OWN);
          out[0] = profile(workspace, at, criterion, fixed, derivatives);
        });
    return out[0];
  }

  private static Profile profile(
      Workspace workspace, Problem at, Criterion criterion, FixedEffects fixed, int derivatives) {
    Profile out = new Profile(at.model(), 1);
    workspace.profile(at.relativeFactor(), at.delta(), criterion, fixed, derivatives, out);
    assertThat(out.status[0]).isEqualTo(FitStatus.OK);
    return out;
  }
}
