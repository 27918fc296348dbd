package dev.menlo.engine.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.engine.Criterion;
import dev.menlo.engine.Curvature;
import dev.menlo.engine.FitStatus;
import dev.menlo.engine.Linearization;
import dev.menlo.engine.Profile;
import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.Workspace.FixedEffects;
import dev.menlo.engine.Workspace.VariancePoint;
import dev.menlo.engine.tck.DenseOracle.Values;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code profile}: values, gradients and Hessians of the linearised likelihood. */
public abstract class ProfileContract extends BackendContract {
  /** For subclasses. */
  protected ProfileContract() {}

  static List<Problem> problems() {
    return Problems.awkward();
  }

  /**
   * Two rows y = (1, 3) in one group, mu = b0 + U, b0 = 0, u = 0, Lambda = 1.
   *
   * <pre>
   *   V = I + 11' = [2 1; 1 2],  |V| = 3,  V^{-1} = [2 -1; -1 2] / 3
   *   X'V^{-1}X = 2/3,  X'V^{-1}y = 4/3,  dbeta = 2,  e = (-1, 1),  e'V^{-1}e = 6/3 = 2
   *   |V| = 1 + 2D:  d log|V| = 2/(1+2D) = 2/3,  d2 = -4/9
   *   e'1 = 0, so the penalised sum does not depend on D
   * </pre>
   */
  @Test
  void aPairOfRowsByHand() {
    Profile out = profile(Hand.pair(), Criterion.ML, FixedEffects.PROFILED);
    assertClose("log|V|", out.logDeterminant[0], Math.log(3), 1e-14);
    assertClose("rss", out.penalizedRss[0], 2, 1e-14);
    assertClose("dbeta", out.fixedEffectsStep[0], 2, 1e-14);
    assertClose("information", out.fixedEffectsInformation[0], 2 / 3.0, 1e-14);
    assertClose("gradient", out.logDeterminantGradient[0], 2 / 3.0, 1e-14);
    assertClose("Hessian", out.logDeterminantHessian[0], -4 / 9.0, 1e-14);
    assertClose("rss gradient", out.penalizedRssGradient[0], 0, 1e-14);
    assertClose("rss Hessian", out.penalizedRssHessian[0], 0, 1e-14);
  }

  /**
   * The same rows with the fixed effects held: e = y.
   *
   * <pre>
   *   y'V^{-1}y = (2 - 6 + 18)/3 = 14/3 = 10 - 16 D/(1+2D);  d = -16/9,  d2 = 64/27
   *   REML: log|V| + log(2/3) = log 2, X'V^{-1}X = 2/(1+2D): the sum is log 2 at every D
   * </pre>
   */
  @Test
  void heldAndRestrictedByHand() {
    Profile out = profile(Hand.pair(), Criterion.REML, FixedEffects.HELD);
    assertClose("log determinant", out.logDeterminant[0], Math.log(2), 1e-14);
    assertClose("gradient", out.logDeterminantGradient[0], 0, 1e-14);
    assertClose("Hessian", out.logDeterminantHessian[0], 0, 1e-14);
    assertClose("rss", out.penalizedRss[0], 14 / 3.0, 1e-14);
    assertClose("rss gradient", out.penalizedRssGradient[0], -16 / 9.0, 1e-14);
    assertClose("rss Hessian", out.penalizedRssHessian[0], 64 / 27.0, 1e-14);
    assertClose("dbeta", out.fixedEffectsStep[0], 0, 0);
  }

  /** At D = 0: V = I, log|V| = 0 with slope 2 and curvature -4; y'V^{-1}y = 10, slope -16. */
  @Test
  void zeroVarianceIsAnOrdinaryPoint() {
    Profile out = profile(Hand.pair().withFactor(0), Criterion.ML, FixedEffects.HELD);
    assertClose("log|V|", out.logDeterminant[0], 0, 1e-14);
    assertClose("gradient", out.logDeterminantGradient[0], 2, 1e-14);
    assertClose("Hessian", out.logDeterminantHessian[0], -4, 1e-14);
    assertClose("rss", out.penalizedRss[0], 10, 1e-14);
    assertClose("rss gradient", out.penalizedRssGradient[0], -16, 1e-14);
    assertClose("rss Hessian", out.penalizedRssHessian[0], 64, 1e-13);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void valuesAgreeWithTheMarginalCovariance(Problem problem) {
    for (Criterion criterion : Criterion.values()) {
      for (FixedEffects fixed : FixedEffects.values()) {
        assertValues(problem, criterion, fixed);
      }
    }
  }

  private void assertValues(Problem problem, Criterion criterion, FixedEffects fixed) {
    DenseOracle oracle = new DenseOracle(problem);
    double[] theta = oracle.parameters(problem.relativeFactor(), problem.delta());
    Values expected = oracle.profile(theta, criterion, fixed);
    Profile out = profile(problem, criterion, fixed);
    String at = criterion + " " + fixed + " ";
    assertClose(at + "log determinant", out.logDeterminant[0], expected.logDeterminant(), 1e-10);
    assertClose(at + "rss", out.penalizedRss[0], expected.penalizedRss(), 1e-10);
    assertClose(at + "dbeta", out.fixedEffectsStep, expected.step(), 1e-9);
    double[] information =
        Arrays.stream(expected.information()).flatMapToDouble(Arrays::stream).toArray();
    assertClose(at + "information", out.fixedEffectsInformation, information, 1e-10);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void derivativesAgreeWithDifferences(Problem problem) {
    ProfileDifferences.assertDerivatives(
        problem,
        Criterion.ML,
        FixedEffects.PROFILED,
        profile(problem, Criterion.ML, FixedEffects.PROFILED));
    ProfileDifferences.assertDerivatives(
        problem,
        Criterion.REML,
        FixedEffects.HELD,
        profile(problem, Criterion.REML, FixedEffects.HELD));
  }

  @Test
  void derivativesExistAtSingularFactors() {
    Problem problem =
        Problems.of(
            "singular",
            Models.decay(ResidualSpec.IDENTITY, 1, 2),
            Shapes.nested(new int[] {3, 4}, new int[] {5}));
    for (double[] factor : new double[][] {{0, 0, 0, 0, 0}, {0.7, 1, 0, 0.5, 0}, {0, 0, 0, 0, 1}}) {
      Problem at = problem.withFactor(factor);
      Profile out = profile(at, Criterion.ML, FixedEffects.PROFILED);
      ProfileDifferences.assertDerivatives(at, Criterion.ML, FixedEffects.PROFILED, out);
    }
  }

  /** D = Lambda Lambda' is all that matters: a rotated square root changes nothing. */
  @Test
  void anySquareRootOfTheCovarianceGivesTheSame() {
    Problem problem =
        Problems.of("root", Models.decay(ResidualSpec.IDENTITY, 2), Shapes.groups(3, 4, 2))
            .withoutEffects();
    Profile lower = profile(problem.withFactor(2, 0, 1, 1), Criterion.ML, FixedEffects.PROFILED);
    double c = Math.sqrt(0.5);
    Profile rotated =
        profile(problem.withFactor(2 * c, 2 * c, 0, 2 * c), Criterion.ML, FixedEffects.PROFILED);
    assertClose("log|V|", rotated.logDeterminant, lower.logDeterminant, 1e-12);
    assertClose("gradient", rotated.penalizedRssGradient, lower.penalizedRssGradient, 1e-12);
  }

  /** Runs profile with second derivatives at a problem's own point. */
  final Profile profile(Problem problem, Criterion criterion, FixedEffects fixed) {
    Profile out = new Profile(problem.model(), 1);
    run(
        problem,
        workspace -> {
          start(workspace, problem);
          workspace.linearise(Curvature.GAUSS_NEWTON, VariancePoint.OWN, new Linearization(1));
          workspace.profile(problem.relativeFactor(), problem.delta(), criterion, fixed, 2, out);
        });
    assertThat(out.status[0]).isEqualTo(FitStatus.OK);
    return out;
  }
}
