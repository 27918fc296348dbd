package dev.menlo.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.engine.Batch;
import dev.menlo.engine.Criterion;
import dev.menlo.engine.Curvature;
import dev.menlo.engine.Engine;
import dev.menlo.engine.EngineOptions;
import dev.menlo.engine.FitStatus;
import dev.menlo.engine.Linearization;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.Profile;
import dev.menlo.engine.Quantity;
import dev.menlo.engine.Solution;
import dev.menlo.engine.Workspace;
import dev.menlo.engine.Workspace.FixedEffects;
import dev.menlo.engine.Workspace.VariancePoint;
import java.util.Random;
import java.util.function.Consumer;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Profile and solve against the linearised problem written out in full. */
class ProfileTest {
  private static final int[][][] MODELS = {
    {}, {{0}}, {{0, 1}}, {{0, 1, 2}}, {{0, 1}, {0}}, {{1}, {0, 2}}, {{0}, {}, {0, 1}}
  };

  private static void with(int example, Consumer<Workspace> body) {
    int[][] levels = MODELS[example];
    ModelSpec model = Examples.logistic(levels);
    Batch batch = Examples.growth(7 + example, 5, levels.length);
    try (Engine engine = new CpuBackend().prepare(model, new EngineOptions(1))) {
      engine.run(
          batch,
          workspace -> {
            double[] u = new double[effects(workspace)];
            Random random = new Random(3);
            for (int i = 0; i < u.length; i++) {
              u[i] = .3 * random.nextGaussian();
            }
            workspace.start(new double[] {19, 51, 8.5}, factor(model), new double[0], u);
            Linearization out = new Linearization(1);
            workspace.linearise(Curvature.NEWTON, VariancePoint.OWN, out);
            assertThat(out.status[0]).isEqualTo(FitStatus.OK);
            body.accept(workspace);
            return null;
          });
    }
  }

  private static int effects(Workspace workspace) {
    int n = 0;
    for (int k = 1; k <= workspace.model().levels(); k++) {
      n += workspace.design(0).groups(k) * workspace.model().randomEffects(k);
    }
    return n;
  }

  private static double[] factor(ModelSpec model) {
    double[] lambda = new double[model.factorLength()];
    for (int i = 0; i < lambda.length; i++) {
      lambda[i] = .5 + .7 * Math.sin(1 + 2 * i);
    }
    return lambda;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void valuesAreThoseOfTheFullProblem(int example) {
    with(
        example,
        workspace -> {
          double[] lambda = factor(workspace.model());
          DenseOracle dense = new DenseOracle(workspace, 0, lambda);
          Profile out = new Profile(workspace.model(), 1);
          workspace.profile(lambda, new double[0], Criterion.REML, FixedEffects.PROFILED, 0, out);
          Dense step = dense.fixedEffectsStep();
          double logDet = dense.v.logDet() + dense.information().logDet();
          assertThat(out.status[0]).isEqualTo(FitStatus.OK);
          assertThat(out.logDeterminant[0]).isCloseTo(logDet, relative(logDet, 1e-11));
          double rho2 = dense.penalizedRss(step);
          assertThat(out.penalizedRss[0]).isCloseTo(rho2, relative(rho2, 1e-10));
          for (int i = 0; i < 3; i++) {
            assertThat(out.fixedEffectsStep[i])
                .isCloseTo(step.get(i, 0), relative(step.get(i, 0), 1e-9));
          }
          workspace.profile(lambda, new double[0], Criterion.ML, FixedEffects.HELD, 0, out);
          double held = dense.penalizedRss(new Dense(3, 1));
          assertThat(out.penalizedRss[0]).isCloseTo(held, relative(held, 1e-10));
          assertThat(out.logDeterminant[0])
              .isCloseTo(dense.v.logDet(), relative(dense.v.logDet(), 1e-11));
        });
  }

  private static Offset<Double> relative(double value, double tolerance) {
    return within(tolerance * Math.max(1, Math.abs(value)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void gaussNewtonStepsToTheGeneralisedLeastSquaresSolution(int example) {
    with(
        example,
        workspace -> {
          double[] lambda = factor(workspace.model());
          DenseOracle dense = new DenseOracle(workspace, 0, lambda);
          Solution out = new Solution(workspace.model(), 1);
          workspace.solve(lambda, new double[0], Curvature.GAUSS_NEWTON, new double[1], out);
          Dense step = dense.fixedEffectsStep();
          Dense effects = dense.randomEffects(step);
          assertThat(out.status[0]).isEqualTo(FitStatus.OK);
          double rho2 = dense.penalizedRss(step);
          assertThat(out.predictedRss[0]).isCloseTo(rho2, relative(rho2, 1e-10));
          workspace.accept(0);
          double[] b = workspace.read(Quantity.RANDOM_EFFECTS, 0);
          for (int i = 0; i < b.length; i++) {
            assertThat(b[i]).isCloseTo(effects.get(i, 0), relative(effects.get(i, 0), 1e-8));
          }
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void derivativesAreThoseOfTheValues(int example) {
    with(
        example,
        workspace -> {
          for (Criterion criterion : Criterion.values()) {
            for (FixedEffects fixed : FixedEffects.values()) {
              assertDerivatives(workspace, criterion, fixed);
            }
          }
        });
  }

  /** Central differences along Lambda entries: dD = dLambda Lambda' + Lambda dLambda'. */
  private static void assertDerivatives(
      Workspace workspace, Criterion criterion, FixedEffects fixed) {
    ModelSpec model = workspace.model();
    double[] lambda = factor(model);
    Profile at = new Profile(model, 1);
    workspace.profile(lambda, new double[0], criterion, fixed, 2, at);
    int v = model.vechLength();
    double h = 1e-5;
    for (int i = 0; i < lambda.length; i++) {
      Profile up = profileAt(workspace, criterion, fixed, lambda, i, h);
      Profile down = profileAt(workspace, criterion, fixed, lambda, i, -h);
      double[] direction = vechChange(model, lambda, i);
      assertClose(
          dot(at.logDeterminantGradient, 0, direction),
          (up.logDeterminant[0] - down.logDeterminant[0]) / (2 * h));
      assertClose(
          dot(at.penalizedRssGradient, 0, direction),
          (up.penalizedRss[0] - down.penalizedRss[0]) / (2 * h));
      for (int a = 0; a < v; a++) {
        assertClose(
            dot(at.logDeterminantHessian, a * v, direction),
            (up.logDeterminantGradient[a] - down.logDeterminantGradient[a]) / (2 * h));
        assertClose(
            dot(at.penalizedRssHessian, a * v, direction),
            (up.penalizedRssGradient[a] - down.penalizedRssGradient[a]) / (2 * h));
      }
    }
  }

  private static void assertClose(double analytic, double difference) {
    assertThat(analytic).isCloseTo(difference, relative(difference, 3e-7));
  }

  private static Profile profileAt(
      Workspace workspace,
      Criterion criterion,
      FixedEffects fixed,
      double[] lambda,
      int i,
      double h) {
    double[] moved = lambda.clone();
    moved[i] += h;
    Profile out = new Profile(workspace.model(), 1);
    workspace.profile(moved, new double[0], criterion, fixed, 1, out);
    assertThat(out.status[0]).isEqualTo(FitStatus.OK);
    return out;
  }

  /** Change of vech(D) per unit of one entry of the concatenated factors. */
  private static double[] vechChange(ModelSpec model, double[] lambda, int entry) {
    double[] change = new double[model.vechLength()];
    int factor = 0;
    int vech = 0;
    for (int k = 1; k <= model.levels(); k++) {
      int q = model.randomEffects(k);
      if (entry >= factor && entry < factor + q * q) {
        int row = (entry - factor) / q;
        int column = (entry - factor) % q;
        for (int j = 0, a = vech; j < q; j++) {
          for (int i = j; i < q; i++, a++) {
            change[a] =
                (i == row ? lambda[factor + j * q + column] : 0)
                    + (j == row ? lambda[factor + i * q + column] : 0);
          }
        }
      }
      factor += q * q;
      vech += q * (q + 1) / 2;
    }
    return change;
  }

  private static double dot(double[] a, int at, double[] b) {
    double sum = 0;
    for (int i = 0; i < b.length; i++) {
      sum += a[at + i] * b[i];
    }
    return sum;
  }
}
