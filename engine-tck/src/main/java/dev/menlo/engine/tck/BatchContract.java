package dev.menlo.engine.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.engine.Batch;
import dev.menlo.engine.Curvature;
import dev.menlo.engine.Design;
import dev.menlo.engine.FitStatus;
import dev.menlo.engine.Linearization;
import dev.menlo.engine.Quantity;
import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.Solution;
import dev.menlo.engine.Workspace;
import dev.menlo.engine.Workspace.VariancePoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Many fits in one batch: ragged designs, shared designs, inactive and converged fits. */
public abstract class BatchContract extends BackendContract {
  /** For subclasses. */
  protected BatchContract() {}

  /** Fits of one model whose designs differ in every way. */
  static Problem ragged() {
    List<Problem> parts = new ArrayList<>();
    int[][] sizes = {{6}, {3, 0, 4}, {1, 40, 2, 9}, {5, 5, 5}, {2, 1, 2, 1, 4}};
    for (int[] size : sizes) {
      parts.add(
          Problems.near(
              Problems.of(
                  "ragged " + parts.size(),
                  Models.decay(Residuals.power(), 2),
                  Shapes.groups(size),
                  0.3 * parts.size())));
    }
    return Problem.join(parts);
  }

  /** Replicates that differ in the response only and share one design. */
  static Problem shared(int fits) {
    Design design = Shapes.groups(4, 3, 5);
    List<Problem> parts = new ArrayList<>();
    for (int f = 0; f < fits; f++) {
      parts.add(Problems.of("replicate " + f, Models.decay(ResidualSpec.IDENTITY, 2), design));
    }
    return Problem.join(parts);
  }

  @Test
  void fitsDoNotMix() {
    for (Problem batch : List.of(ragged(), shared(7))) {
      List<List<Double>> together = new ArrayList<>();
      run(
          batch,
          workspace ->
              together.addAll(
                  new Trace(workspace, batch.of(workspace), Curvature.GAUSS_NEWTON).walk()));
      for (int f = 0; f < together.size(); f++) {
        Problem one = batch.fit(f);
        int at = f;
        run(
            one,
            workspace -> {
              List<Double> alone = new Trace(workspace, one, Curvature.GAUSS_NEWTON).walk().get(0);
              assertClose(one.name(), array(together.get(at)), array(alone), 1e-9);
            });
      }
    }
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The assertions on inactive fits are {@link AssertingBackend}'s; here they are the business. */
  @Test
  void inactiveFitsStandStill() {
    Problem batch = ragged();
    run(
        batch,
        workspace -> {
          Problem own = batch.of(workspace);
          start(workspace, own);
          workspace.active().set(0, false);
          Linearization out = linearise(workspace);
          assertThat(out.status[0]).isNull();
          Solution solution = solve(workspace, own, 0);
          assertThat(solution.status[0]).isNull();
          int next = workspace.active().next(0);
          if (next >= 0) {
            assertThat(solution.status[next]).isEqualTo(FitStatus.OK);
            workspace.accept(next);
          }
          assertThat(workspace.read(Quantity.FIXED_EFFECTS, 0)).isEqualTo(own.fit(0).beta());
        });
  }

  /** A fit that others ran past is still where it was, and walks on as if it had been alone. */
  @Test
  void aFitMayWakeUpLater() {
    Problem batch = shared(2);
    run(
        batch,
        workspace -> {
          Problem own = batch.of(workspace);
          start(workspace, own);
          int last = workspace.fits() - 1;
          workspace.active().set(last, false);
          if (last > 0) {
            linearise(workspace);
          }
          workspace.active().set(last, true);
          for (int f = 0; f < last; f++) {
            workspace.active().set(f, false);
          }
          Linearization out = linearise(workspace);
          double expected = new DenseOracle(own.fit(last)).penalizedRss(new double[0]);
          assertClose("penalised rss", out.penalizedRss[last], expected, 1e-12);
        });
  }

  /** A linear model is at its minimum after one step: the second step is nothing. */
  @Test
  void aConvergedFitStaysPut() {
    Problem batch =
        Problem.join(
            List.of(
                Problems.of("a", Models.linear(ResidualSpec.IDENTITY, 2), Shapes.groups(5, 4)),
                Problems.of("b", Models.linear(ResidualSpec.IDENTITY, 2), Shapes.groups(3, 6))));
    run(
        batch,
        workspace -> {
          Problem own = batch.of(workspace);
          start(workspace, own);
          linearise(workspace);
          solve(workspace, own, 0);
          workspace.accept(0);
          for (int f = 1; f < workspace.fits(); f++) {
            workspace.reject(f);
          }
          workspace.linearise(
              Curvature.GAUSS_NEWTON, VariancePoint.OWN, new Linearization(workspace.fits()));
          double[] step = solve(workspace, own, 0).fixedEffectsStep;
          assertClose("no step", Arrays.copyOf(step, 3), new double[3], 1e-11);
        });
  }

  /** Responses of rows outside the likelihood are ignored, whatever they hold. */
  @Test
  void leftOutResponsesAreIgnored() {
    Design design = Shapes.without(Shapes.groups(4, 3), 1, 5);
    Problem clean = Problems.of("left out", Models.decay(ResidualSpec.IDENTITY, 2), design);
    double[] dirty = clean.batch().responses().get(0).clone();
    dirty[1] = Double.NaN;
    dirty[5] = 1e300;
    Problem problem =
        new Problem(
            "left out, dirty",
            clean.model(),
            Batch.of(design, dirty),
            clean.beta(),
            clean.relativeFactor(),
            clean.delta(),
            clean.sphericalEffects());
    double expected = new DenseOracle(clean).penalizedRss(new double[0]);
    run(
        problem,
        workspace -> {
          start(workspace, problem);
          assertClose("rss", linearise(workspace).penalizedRss[0], expected, 1e-12);
          new Trace(workspace, problem, Curvature.GAUSS_NEWTON).walk();
        });
  }

  private static Linearization linearise(Workspace workspace) {
    Linearization out = new Linearization(workspace.fits());
    workspace.linearise(Curvature.GAUSS_NEWTON, VariancePoint.OWN, out);
    return out;
  }

  private static Solution solve(Workspace workspace, Problem problem, double damping) {
    Solution out = new Solution(problem.model(), workspace.fits());
    double[] dampings = new double[workspace.fits()];
    Arrays.fill(dampings, damping);
    workspace.solve(
        problem.relativeFactor(), problem.delta(), Curvature.GAUSS_NEWTON, dampings, out);
    return out;
  }
}
