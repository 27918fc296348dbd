package dev.menlo.engine.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.engine.Curvature;
import dev.menlo.engine.Linearization;
import dev.menlo.engine.Quantity;
import dev.menlo.engine.Workspace.VariancePoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code read}: every quantity at the current point. */
public abstract class ReadContract extends BackendContract {
  /** For subclasses. */
  protected ReadContract() {}

  static List<Problem> problems() {
    List<Problem> all = new ArrayList<>(Problems.awkward());
    all.add(Problems.of("power", Models.decay(Residuals.power(), 2), Shapes.groups(3, 0, 4), 0.7));
    return all;
  }

  /** mu = 0.5 + 0.5 = 1 in both rows; X = Z = (1, 1)'. */
  @Test
  void aPairOfRowsByHand() {
    run(
        Hand.movedPair().withFactor(2),
        workspace -> {
          start(workspace, Hand.movedPair().withFactor(2));
          workspace.linearise(Curvature.GAUSS_NEWTON, VariancePoint.OWN, new Linearization(1));
          assertThat(workspace.read(Quantity.FIXED_EFFECTS, 0)).containsExactly(0.5);
          assertThat(workspace.read(Quantity.SPHERICAL_EFFECTS, 0)).containsExactly(0.5);
          assertThat(workspace.read(Quantity.RANDOM_EFFECTS, 0)).containsExactly(1);
          assertThat(workspace.read(Quantity.MEAN, 0)).containsExactly(1.5, 1.5);
          assertThat(workspace.read(Quantity.RESIDUAL, 0)).containsExactly(-0.5, 1.5);
          assertThat(workspace.read(Quantity.WHITENED_RESIDUAL, 0)).containsExactly(-0.5, 1.5);
          assertThat(workspace.read(Quantity.RESIDUAL_SCALE, 0)).containsExactly(1, 1);
          assertThat(workspace.read(Quantity.FIXED_JACOBIAN, 0)).containsExactly(1, 1);
          assertThat(workspace.read(Quantity.RANDOM_JACOBIAN, 0)).containsExactly(1, 1);
        });
  }

  @ParameterizedTest
  @MethodSource("problems")
  void everyQuantityAgreesWithTheInterpreter(Problem problem) {
    DenseOracle oracle = new DenseOracle(problem);
    run(
        problem,
        workspace -> {
          start(workspace, problem);
          workspace.linearise(Curvature.GAUSS_NEWTON, VariancePoint.OWN, new Linearization(1));
          int p = problem.model().fixedEffects();
          int q = problem.model().allRandomEffects();
          int rows = oracle.means().length;
          assertClose("mean", workspace.read(Quantity.MEAN, 0), oracle.means(), 1e-13);
          assertClose(
              "X", workspace.read(Quantity.FIXED_JACOBIAN, 0), columns(oracle, rows, 0, p), 1e-13);
          assertClose(
              "Z", workspace.read(Quantity.RANDOM_JACOBIAN, 0), columns(oracle, rows, p, q), 1e-13);
          assertClose(
              "whitened residual",
              workspace.read(Quantity.WHITENED_RESIDUAL, 0),
              oracle.whitenedResidual(problem.delta()),
              1e-12);
          assertThat(workspace.read(Quantity.FIXED_EFFECTS, 0)).isEqualTo(problem.beta());
          assertThat(workspace.read(Quantity.SPHERICAL_EFFECTS, 0))
              .isEqualTo(problem.sphericalEffects());
        });
  }

  private static double[] columns(DenseOracle oracle, int rows, int first, int count) {
    double[] all = new double[rows * count];
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < count; j++) {
        all[j * rows + row] = oracle.jacobian(row)[first + j];
      }
    }
    return all;
  }

  /** X against differences of the mean, so that the derivative programs are not taken on trust. */
  @Test
  void jacobiansAgreeWithDifferences() {
    Problem problem = problems().get(3);
    run(
        problem,
        workspace -> {
          start(workspace, problem);
          double[] jacobian = workspace.read(Quantity.FIXED_JACOBIAN, 0);
          int rows = workspace.design(0).rows();
          for (int row = 0; row < rows; row++) {
            int at = row;
            ToDoubleFunction<double[]> mean =
                beta ->
                    new DenseOracle(NewtonDifferences.at(problem, beta, problem.sphericalEffects()))
                        .means()[at];
            for (int j = 0; j < problem.beta().length; j++) {
              double expected = Differences.first(mean, problem.beta(), j, 1e-3);
              assertClose("dmu/dbeta", jacobian[j * rows + row], expected, 1e-9);
            }
          }
        });
  }

  /** A fresh array each time: the caller may write into it. */
  @Test
  void arraysAreFresh() {
    run(
        Hand.movedPair(),
        workspace -> {
          start(workspace, Hand.movedPair());
          for (Quantity quantity :
              List.of(Quantity.FIXED_EFFECTS, Quantity.SPHERICAL_EFFECTS, Quantity.MEAN)) {
            double[] values = workspace.read(quantity, 0);
            double before = values[0];
            values[0] = Double.NaN;
            assertThat(workspace.read(quantity, 0)[0]).isEqualTo(before);
          }
        });
  }
}
