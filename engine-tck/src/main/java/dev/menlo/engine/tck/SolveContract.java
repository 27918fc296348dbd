package dev.menlo.engine.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.engine.Capability;
import dev.menlo.engine.Curvature;
import dev.menlo.engine.FitStatus;
import dev.menlo.engine.Linearization;
import dev.menlo.engine.Quantity;
import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.Solution;
import dev.menlo.engine.Workspace.VariancePoint;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code solve}: damped Gauss-Newton and Newton steps. */
public abstract class SolveContract extends BackendContract {
  /** For subclasses. */
  protected SolveContract() {}

  static List<Problem> problems() {
    return Problems.awkward();
  }

  /** A solved and accepted step. */
  record Accepted(Solution solution, double[] u) {}

  /** V = [2 1; 1 2]: dbeta = 2, u = 1'V^{-1}(-1, 1)' = 0, |e|^2 = 2. */
  @Test
  void undampedByHand() {
    Accepted step = step(Hand.pair(), Curvature.GAUSS_NEWTON, 0);
    assertClose("dbeta", step.solution().fixedEffectsStep[0], 2, 1e-14);
    assertClose("u", step.u()[0], 0, 1e-14);
    assertClose("predicted", step.solution().predictedRss[0], 2, 1e-14);
  }

  /**
   * Damping 1 minimises {@code |y - b - u|^2 + u^2 + u^2 + (2/3) b^2}, as X'V^{-1}X = 2/3:
   *
   * <pre>
   *   (8/3) b + 2 u = 4,  2 b + 4 u = 4   =>   u = 0.4, b = 1.2
   *   undamped value (1 - 1.6)^2 + (3 - 1.6)^2 + 0.16 = 2.48
   * </pre>
   */
  @Test
  void dampedByHand() {
    Accepted step = step(Hand.pair(), Curvature.GAUSS_NEWTON, 1);
    assertClose("dbeta", step.solution().fixedEffectsStep[0], 1.2, 1e-14);
    assertClose("u", step.u()[0], 0.4, 1e-14);
    assertClose("predicted", step.solution().predictedRss[0], 2.48, 1e-14);
  }

  /** Nothing moves, and the model is worth the current 4.25. */
  @Test
  void infiniteDampingStandsStill() {
    Accepted step = step(Hand.movedPair(), Curvature.GAUSS_NEWTON, Double.POSITIVE_INFINITY);
    assertClose("dbeta", step.solution().fixedEffectsStep[0], 0, 0);
    assertClose("u", step.u()[0], 0.5, 0);
    assertClose("predicted", step.solution().predictedRss[0], 4.25, 1e-14);
  }

  /**
   * With Lambda = 0 the effect leaves the mean: u = 0 and dbeta is the mean of r + b = (0.5, 2.5).
   */
  @Test
  void zeroFactorRemovesTheEffect() {
    Accepted step = stepTo(Hand.movedPair(), new double[] {0}, Curvature.GAUSS_NEWTON, 0);
    assertClose("dbeta", step.solution().fixedEffectsStep[0], 1.5, 1e-14);
    assertClose("u", step.u()[0], 0, 1e-14);
    assertClose("predicted", step.solution().predictedRss[0], 2, 1e-14);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void stepsAgreeWithTheMarginalCovariance(Problem problem) {
    for (double damping : new double[] {0, 0.3, 50}) {
      assertStep(problem, problem.relativeFactor(), damping);
    }
    double[] other = problem.relativeFactor().clone();
    for (int i = 0; i < other.length; i++) {
      other[i] *= i % 2 == 0 ? 1.7 : -0.4;
    }
    assertStep(problem, other, 0);
    assertStep(problem, other, 2);
    assertStep(problem, new double[other.length], 1);
  }

  private void assertStep(Problem problem, double[] lambda, double damping) {
    OracleStep oracle = new OracleStep(new DenseOracle(problem), lambda, problem.delta(), damping);
    double[] dbeta = oracle.fixedEffects();
    Accepted step = stepTo(problem, lambda, Curvature.GAUSS_NEWTON, damping);
    assertClose("dbeta at " + damping, step.solution().fixedEffectsStep, dbeta, 1e-9);
    assertClose("u at " + damping, step.u(), oracle.sphericalEffects(dbeta), 1e-9);
  }

  /** In a linear model the quadratic model is the function itself. */
  @Test
  void predictionIsExactForALinearModel() {
    Problem problem =
        Problems.of("line", Models.linear(ResidualSpec.IDENTITY, 2), Shapes.groups(5, 2, 4));
    for (Curvature curvature : curvatures()) {
      run(
          problem,
          workspace -> {
            start(workspace, problem);
            workspace.linearise(curvature, VariancePoint.OWN, new Linearization(1));
            Solution out = new Solution(problem.model(), 1);
            workspace.solve(
                problem.relativeFactor(), problem.delta(), curvature, new double[] {0.2}, out);
            Linearization trial = new Linearization(1);
            workspace.objective(trial);
            assertClose("predicted", out.predictedRss[0], trial.penalizedRss[0], 1e-12);
          });
    }
  }

  private Curvature[] curvatures() {
    return backend().capabilities().contains(Capability.NEWTON)
        ? Curvature.values()
        : new Curvature[] {Curvature.GAUSS_NEWTON};
  }

  /**
   * mu = b0 + U^2 at 0: C_uu = -2r, M = 1 - 2r. The group with y = 1 has M = -1 and falls back; the
   * one with y = 0.1 has M = 0.8.
   *
   * <pre>
   *   dbeta = (1 + 0.1) / 2 = 0.55,  u = 0,  1.01 - 2 (1.1) 0.55 + 2 (0.55)^2 = 0.405
   * </pre>
   */
  @Test
  void anIndefiniteGroupFallsBackByItself() {
    require(Capability.NEWTON);
    Accepted step = step(Hand.squares(), Curvature.NEWTON, 0);
    assertThat(step.solution().fallbacks[0]).isEqualTo(1);
    assertClose("dbeta", step.solution().fixedEffectsStep[0], 0.55, 1e-14);
    assertClose("u", step.u(), new double[] {0, 0}, 1e-14);
    assertClose("predicted", step.solution().predictedRss[0], 0.405, 1e-14);
  }

  /** mu = b0^2 at 0.5: r = 2.75, J = 1, J'J - 2r = -4.5, so the step is Gauss-Newton's 2.75. */
  @Test
  void anIndefiniteRootFallsBackAltogether() {
    require(Capability.NEWTON);
    Accepted step = step(Hand.squaredCoefficient(), Curvature.NEWTON, 0);
    assertThat(step.solution().fallbacks[0]).isEqualTo(1);
    assertClose("dbeta", step.solution().fixedEffectsStep[0], 2.75, 1e-14);
    assertClose("predicted", step.solution().predictedRss[0], 0, 1e-14);
  }

  /** The same row at b0 = 2: r = -1, J = 4, J'J - 2r = 18, g = -4: dbeta = -2/9, 1 - 16/18. */
  @Test
  void newtonByHand() {
    require(Capability.NEWTON);
    Problem base = Hand.squaredCoefficient();
    Problem problem = NewtonDifferences.at(base, new double[] {2}, new double[0]);
    Accepted step = step(problem, Curvature.NEWTON, 0);
    assertThat(step.solution().fallbacks[0]).isZero();
    assertClose("dbeta", step.solution().fixedEffectsStep[0], -2 / 9.0, 1e-14);
    assertClose("predicted", step.solution().predictedRss[0], 1 / 9.0, 1e-14);
  }

  /** The Newton step against Hessians by differences of the penalised sum in (beta, u). */
  @Test
  void newtonAgreesWithDifferencesOfTheObjective() {
    require(Capability.NEWTON);
    for (Problem problem : NewtonDifferences.problems()) {
      for (double damping : new double[] {0, 0.7}) {
        assertNewtonStep(problem, damping);
      }
    }
  }

  private void assertNewtonStep(Problem problem, double damping) {
    double[] expected = NewtonDifferences.step(problem, damping);
    Accepted step = step(problem, Curvature.NEWTON, damping);
    assertThat(step.solution().fallbacks[0]).as(problem.name()).isZero();
    int p = problem.model().fixedEffects();
    double[] actual = Arrays.copyOf(step.solution().fixedEffectsStep, expected.length);
    System.arraycopy(step.u(), 0, actual, p, step.u().length);
    assertClose(problem.name(), actual, expected, 1e-6);
  }

  private Accepted step(Problem problem, Curvature curvature, double damping) {
    return stepTo(problem, problem.relativeFactor(), curvature, damping);
  }

  private Accepted stepTo(Problem problem, double[] lambda, Curvature curvature, double damping) {
    Solution out = new Solution(problem.model(), 1);
    double[][] u = new double[1][];
    run(
        problem,
        workspace -> {
          start(workspace, problem);
          workspace.linearise(curvature, VariancePoint.OWN, new Linearization(1));
          workspace.solve(lambda, problem.delta(), curvature, new double[] {damping}, out);
          assertThat(out.status[0]).as(problem.name()).isEqualTo(FitStatus.OK);
          workspace.accept(0);
          u[0] = workspace.read(Quantity.SPHERICAL_EFFECTS, 0);
        });
    return new Accepted(out, u[0]);
  }
}
