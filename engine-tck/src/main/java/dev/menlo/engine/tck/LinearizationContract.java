package dev.menlo.engine.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.menlo.engine.Criterion;
import dev.menlo.engine.Curvature;
import dev.menlo.engine.FitStatus;
import dev.menlo.engine.Linearization;
import dev.menlo.engine.Profile;
import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.Solution;
import dev.menlo.engine.Workspace;
import dev.menlo.engine.Workspace.FixedEffects;
import dev.menlo.engine.Workspace.VariancePoint;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code start}, {@code linearise}, {@code objective}, {@code accept} and {@code reject}. */
public abstract class LinearizationContract extends BackendContract {
  /** For subclasses. */
  protected LinearizationContract() {}

  static List<Problem> problems() {
    return Problems.awkward();
  }

  /** mu = 0.5 + 0.5 = 1, r = (0, 2): |r|^2 + u^2 = 4 + 0.25. */
  @Test
  void aPairOfRowsByHand() {
    run(
        Hand.movedPair(),
        workspace -> {
          start(workspace, Hand.movedPair());
          Linearization out = linearise(workspace);
          assertThat(out.status[0]).isEqualTo(FitStatus.OK);
          assertThat(out.badRow[0]).isEqualTo(-1);
          assertClose("penalised rss", out.penalizedRss[0], 4.25, 1e-15);
          assertClose("own", out.ownPenalizedRss[0], 4.25, 1e-15);
          assertClose("penalty", out.penalty[0], 0.25, 1e-15);
          assertClose("log|R|", out.logDetR[0], 0, 1e-15);
        });
  }

  @ParameterizedTest
  @MethodSource("problems")
  void sumsAgreeWithTheInterpreter(Problem problem) {
    double expected = new DenseOracle(problem).penalizedRss(problem.delta());
    run(
        problem,
        workspace -> {
          start(workspace, problem);
          Linearization objective = new Linearization(1);
          Linearization out = linearise(workspace);
          workspace.objective(objective);
          assertClose("linearise", out.penalizedRss[0], expected, 1e-12);
          assertClose("objective", objective.penalizedRss[0], expected, 1e-12);
          assertClose(
              "penalty",
              out.penalty[0],
              DenseMatrix.dot(problem.sphericalEffects(), problem.sphericalEffects()),
              1e-12);
        });
  }

  /** Null for u is u = 0. */
  @Test
  void effectsStartAtZeroByDefault() {
    Problem problem = problems().get(3);
    double expected = new DenseOracle(problem.withoutEffects()).penalizedRss(problem.delta());
    run(
        problem,
        workspace -> {
          workspace.start(problem.beta(), problem.relativeFactor(), problem.delta(), null);
          assertClose("penalised rss", linearise(workspace).penalizedRss[0], expected, 1e-12);
        });
  }

  /** A trial point is what objective and linearise evaluate; reject brings the current one back. */
  @Test
  void rejectRestoresTheCurrentPoint() {
    Problem problem =
        Problems.of("reject", Models.decay(ResidualSpec.IDENTITY, 2), Shapes.groups(4, 3));
    run(
        problem,
        workspace -> {
          start(workspace, problem);
          double before = linearise(workspace).penalizedRss[0];
          Profile profile = profile(workspace, problem);
          solve(workspace, problem);
          Linearization trial = linearise(workspace);
          assertThat(trial.penalizedRss[0]).isNotEqualTo(before);
          assertSameBits("profile before accept", profile(workspace, problem), profile);
          workspace.reject(0);
          assertSameBits("profile after reject", profile(workspace, problem), profile);
          Linearization objective = new Linearization(1);
          workspace.objective(objective);
          assertClose("objective after reject", objective.penalizedRss[0], before, 1e-14);
        });
  }

  /** An accepted point is the same as one started there. */
  @Test
  void acceptMovesToTheTrialPoint() {
    Problem problem =
        Problems.of("accept", Models.decay(ResidualSpec.IDENTITY, 2), Shapes.groups(4, 3));
    run(
        problem,
        workspace -> {
          start(workspace, problem);
          linearise(workspace);
          solve(workspace, problem);
          double trial = linearise(workspace).penalizedRss[0];
          workspace.accept(0);
          Problem moved = ReadPoint.of(workspace, problem);
          DenseOracle oracle = new DenseOracle(moved);
          assertClose("rss", oracle.penalizedRss(problem.delta()), trial, 1e-12);
          double[] theta = oracle.parameters(problem.relativeFactor(), problem.delta());
          assertClose(
              "profile",
              profile(workspace, problem).penalizedRss[0],
              oracle.profile(theta, Criterion.ML, FixedEffects.PROFILED).penalizedRss(),
              1e-10);
        });
  }

  /** objective keeps nothing: after accept the new point has no linearisation. */
  @Test
  void objectiveKeepsNothing() {
    Problem problem = Hand.movedPair();
    run(
        problem,
        workspace -> {
          start(workspace, problem);
          linearise(workspace);
          solve(workspace, problem);
          workspace.objective(new Linearization(1));
          workspace.accept(0);
          assertThatThrownBy(() -> profile(workspace, problem))
              .isInstanceOf(IllegalStateException.class);
        });
  }

  private static Linearization linearise(Workspace workspace) {
    Linearization out = new Linearization(1);
    workspace.linearise(Curvature.GAUSS_NEWTON, VariancePoint.OWN, out);
    return out;
  }

  private static void solve(Workspace workspace, Problem problem) {
    Solution out = new Solution(problem.model(), 1);
    workspace.solve(
        problem.relativeFactor(), problem.delta(), Curvature.GAUSS_NEWTON, new double[] {0.5}, out);
    assertThat(out.status[0]).isEqualTo(FitStatus.OK);
  }

  private static Profile profile(Workspace workspace, Problem problem) {
    Profile out = new Profile(problem.model(), 1);
    workspace.profile(
        problem.relativeFactor(), problem.delta(), Criterion.ML, FixedEffects.PROFILED, 1, out);
    return out;
  }

  private static void assertSameBits(String what, Profile actual, Profile expected) {
    assertThat(actual.logDeterminant).as(what).isEqualTo(expected.logDeterminant);
    assertThat(actual.penalizedRss).as(what).isEqualTo(expected.penalizedRss);
    assertThat(actual.penalizedRssGradient).as(what).isEqualTo(expected.penalizedRssGradient);
  }
}
