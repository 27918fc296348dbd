package dev.menlo.engine.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.menlo.engine.Batch;
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
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numerical trouble is a status of its fit; misuse is an exception. */
public abstract class StatusContract extends BackendContract {
  private static final ResidualSpec IID = ResidualSpec.IDENTITY;

  /** For subclasses. */
  protected StatusContract() {}

  /** Row 2 of the second fit has no finite covariate; the first fit must not notice. */
  @Test
  void aNonFiniteCovariateIsAStatusOfItsFit() {
    Design good = Shapes.groups(3, 2);
    Design bad = Shapes.withValue(good, 0, 2, Double.NaN);
    ModelSpec model = Models.decay(IID, 2);
    Problem batch =
        Problem.join(List.of(Problems.of("good", model, good), Problems.of("bad", model, bad)));
    run(
        batch,
        workspace -> {
          Problem own = batch.of(workspace);
          start(workspace, own);
          Linearization out = linearise(workspace);
          for (int f = 0; f < workspace.fits(); f++) {
            boolean isBad = workspace.batchIndex(f) == 1;
            FitStatus expected = isBad ? FitStatus.NON_FINITE_MEAN : FitStatus.OK;
            assertThat(out.status[f]).isEqualTo(expected);
            assertThat(out.badRow[f]).isEqualTo(isBad ? 2 : -1);
            assertThat(workspace.read(Quantity.FIXED_EFFECTS, f)).isEqualTo(own.fit(f).beta());
          }
        });
  }

  /** A step into overflow is refused; after reject the fit is where it was. */
  @Test
  void aBadTrialPointLeavesTheCurrentOneAlone() {
    Problem base = Problems.of("overflow", Models.decay(IID), Shapes.ungrouped(6));
    Problem problem = NewtonDifferences.at(base, new double[] {1e-3, -30, 0}, new double[0]);
    run(
        problem,
        workspace -> {
          start(workspace, problem);
          double before = linearise(workspace).penalizedRss[0];
          Profile profile = profile(workspace, problem, Criterion.ML);
          Solution solution = solve(workspace, problem);
          if (solution.status[0] == FitStatus.OK) {
            Linearization trial = linearise(workspace);
            assertThat(trial.status[0]).isIn(FitStatus.OK, FitStatus.NON_FINITE_MEAN);
            workspace.reject(0);
          }
          Linearization objective = new Linearization(1);
          workspace.objective(objective);
          assertThat(objective.penalizedRss[0]).isEqualTo(before);
          assertThat(profile(workspace, problem, Criterion.ML).logDeterminant)
              .isEqualTo(profile.logDeterminant);
        });
  }

  /** X has two equal columns: x1 is the constant 1, as the intercept. */
  @Test
  void aliasedFixedEffectsAreRankDeficient() {
    Design design = Shapes.groups(4, 3, 5);
    for (int row = 0; row < design.rows(); row++) {
      design = Shapes.withValue(design, 1, row, 1);
    }
    assertRankDeficient(Problems.of("aliased", Models.linear(IID, 2), design));
  }

  /** No rows, no groups: nothing identifies the fixed effects. */
  @Test
  void anEmptyFitIsRankDeficient() {
    assertRankDeficient(Problems.empty());
  }

  private void assertRankDeficient(Problem problem) {
    run(
        problem,
        workspace -> {
          start(workspace, problem);
          assertThat(linearise(workspace).status[0]).isEqualTo(FitStatus.OK);
          assertThat(solve(workspace, problem).status[0]).isEqualTo(FitStatus.RANK_DEFICIENT);
          for (Criterion criterion : Criterion.values()) {
            assertThat(profile(workspace, problem, criterion).status[0])
                .isEqualTo(FitStatus.RANK_DEFICIENT);
          }
        });
  }

  /** An empty fit has sums of nothing. */
  @Test
  void anEmptyFitHasEmptySums() {
    run(
        Problems.empty(),
        workspace -> {
          start(workspace, Problems.empty());
          Linearization out = linearise(workspace);
          assertThat(out.penalizedRss[0]).isZero();
          assertThat(out.logDetR[0]).isZero();
          assertThat(workspace.read(Quantity.MEAN, 0)).isEmpty();
        });
  }

  /**
   * x1 replaced by x0 + 1e-6 x1: the condition of X grows by 10^6, its span stays, so the minimum
   * is that of the well-conditioned problem. A backend on cross-products loses digits of one step;
   * steps from where it landed must win them back.
   */
  @Test
  void anIllConditionedDesignIsSolved() {
    Design design = Shapes.groups(4, 3, 5, 6);
    Problem well = Problems.of("well-conditioned", Models.linear(IID, 2), design);
    for (int row = 0; row < design.rows(); row++) {
      double near = design.covariate(0)[row] + 1e-6 * design.covariate(1)[row];
      design = Shapes.withValue(design, 1, row, near);
    }
    double[] response = well.batch().responses().get(0);
    Problem ill = well.withData(Batch.of(design, response), well.beta(), well.sphericalEffects());
    DenseOracle oracle = new DenseOracle(well);
    double[] theta = oracle.parameters(well.relativeFactor(), well.delta());
    DenseOracle.Values expected = oracle.profile(theta, Criterion.ML, FixedEffects.PROFILED);
    run(
        ill,
        workspace -> {
          start(workspace, ill);
          linearise(workspace);
          Profile profile = profile(workspace, ill, Criterion.ML);
          assertThat(profile.status[0]).isEqualTo(FitStatus.OK);
          assertClose("log|V|", profile.logDeterminant[0], expected.logDeterminant(), 1e-10);
          double rss = 0;
          for (int step = 0; step < 3; step++) {
            assertThat(solve(workspace, ill).status[0]).isEqualTo(FitStatus.OK);
            rss = linearise(workspace).penalizedRss[0];
            workspace.accept(0);
          }
          assertClose("penalised rss", rss, expected.penalizedRss(), 1e-8);
        });
  }

  @Test
  void aNonFiniteScaleIsAStatus() {
    Problem problem =
        Problems.of("scale", Models.linear(Residuals.fragileScale(), 1), Shapes.groups(3, 2), 1);
    Problem broken = problem.withDelta(-1);
    run(
        problem,
        workspace -> {
          start(workspace, broken);
          assertThat(linearise(workspace).status[0]).isEqualTo(FitStatus.NON_FINITE_VARIANCE);
          start(workspace, problem);
          assertThat(linearise(workspace).status[0]).isEqualTo(FitStatus.OK);
          assertVarianceTrouble(workspace, problem, broken);
        });
  }

  @Test
  void anIndefiniteCorrelationIsAStatus() {
    require(Capability.DENSE);
    Problem problem =
        Problems.of("compound", Models.linear(Residuals.compound(), 1), Shapes.groups(4, 4), 0.3);
    run(
        problem,
        workspace -> {
          start(workspace, problem);
          assertThat(linearise(workspace).status[0]).isEqualTo(FitStatus.OK);
          assertVarianceTrouble(workspace, problem, problem.withDelta(-0.5));
        });
  }

  /** A bad delta fails profile and solve, and the kept linearisation survives it. */
  private static void assertVarianceTrouble(Workspace workspace, Problem problem, Problem broken) {
    Profile before = profile(workspace, problem, Criterion.ML);
    assertThat(before.status[0]).isEqualTo(FitStatus.OK);
    assertThat(profile(workspace, broken, Criterion.ML).status[0])
        .isEqualTo(FitStatus.NON_FINITE_VARIANCE);
    assertThat(solve(workspace, broken).status[0]).isEqualTo(FitStatus.NON_FINITE_VARIANCE);
    Profile after = profile(workspace, problem, Criterion.ML);
    assertThat(after.status[0]).isEqualTo(FitStatus.OK);
    assertThat(after.penalizedRss).isEqualTo(before.penalizedRss);
    assertThat(after.logDeterminant).isEqualTo(before.logDeterminant);
  }

  @Test
  void callsOutOfOrderAreRefused() {
    Problem problem = Hand.movedPair();
    run(
        problem,
        workspace -> {
          assertThatThrownBy(() -> linearise(workspace)).isInstanceOf(IllegalStateException.class);
          start(workspace, problem);
          assertThatThrownBy(() -> solve(workspace, problem))
              .isInstanceOf(IllegalStateException.class);
          assertThatThrownBy(() -> profile(workspace, problem, Criterion.ML))
              .isInstanceOf(IllegalStateException.class);
          assertThatThrownBy(() -> workspace.accept(0)).isInstanceOf(IllegalStateException.class);
          linearise(workspace);
          assertThatThrownBy(() -> workspace.reject(0)).isInstanceOf(IllegalStateException.class);
          solve(workspace, problem);
          start(workspace, problem);
          assertThatThrownBy(() -> workspace.accept(0)).isInstanceOf(IllegalStateException.class);
          assertThatThrownBy(() -> solve(workspace, problem))
              .isInstanceOf(IllegalStateException.class);
        });
  }

  @Test
  void wrongLengthsAreRefused() {
    Problem problem = Hand.movedPair();
    run(
        problem,
        workspace -> {
          double[] one = {1};
          double[] two = {1, 1};
          double[] none = {};
          assertRefused(() -> workspace.start(two, one, none, one));
          assertRefused(() -> workspace.start(one, two, none, one));
          assertRefused(() -> workspace.start(one, one, one, one));
          assertRefused(() -> workspace.start(one, one, none, two));
          start(workspace, problem);
          linearise(workspace);
          assertRefused(() -> profile(workspace, problem.withFactor(two), Criterion.ML));
          assertRefused(() -> profile(workspace, problem.withDelta(one), Criterion.ML));
          assertRefused(() -> solve(workspace, problem.withFactor(none)));
          assertRefused(
              () ->
                  workspace.solve(
                      one, none, Curvature.GAUSS_NEWTON, two, new Solution(problem.model(), 1)));
        });
  }

  private static void assertRefused(Runnable call) {
    assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class);
  }

  /** A design of another depth than the model's is the caller's mistake. */
  @Test
  void aDesignOfAnotherDepthIsRefused() {
    Problem problem = Hand.pair();
    Batch flat = Batch.of(Shapes.ungrouped(2), new double[] {1, 3});
    Problem wrong =
        new Problem(
            "flat",
            problem.model(),
            flat,
            problem.beta(),
            problem.relativeFactor(),
            problem.delta(),
            new double[0]);
    assertThatThrownBy(() -> run(wrong, workspace -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Linearization linearise(Workspace workspace) {
    Linearization out = new Linearization(workspace.fits());
    workspace.linearise(Curvature.GAUSS_NEWTON, VariancePoint.OWN, out);
    return out;
  }

  private static Solution solve(Workspace workspace, Problem problem) {
    Solution out = new Solution(problem.model(), 1);
    workspace.solve(
        problem.relativeFactor(), problem.delta(), Curvature.GAUSS_NEWTON, new double[] {0}, out);
    return out;
  }

  private static Profile profile(Workspace workspace, Problem problem, Criterion criterion) {
    Profile out = new Profile(problem.model(), 1);
    workspace.profile(
        problem.relativeFactor(), problem.delta(), criterion, FixedEffects.PROFILED, 2, out);
    return out;
  }
}
