package dev.menlo.engine.nd4j;

import dev.menlo.engine.Criterion;
import dev.menlo.engine.Curvature;
import dev.menlo.engine.Design;
import dev.menlo.engine.FitOperations;
import dev.menlo.engine.FitStatus;
import dev.menlo.engine.Linearization;
import dev.menlo.engine.Profile;
import dev.menlo.engine.Quantity;
import dev.menlo.engine.Solution;
import dev.menlo.engine.Workspace.FixedEffects;
import dev.menlo.engine.Workspace.VariancePoint;
import java.util.Arrays;

/** One fit: its current and trial points, and the operations that move them. */
final class Nd4jFit implements FitOperations {
  private final CompiledModel model;
  private final Design design;
  private final Levels levels;
  private final MeanRows mean;
  private final Reduced.Reduction reduction;
  private final GroupRows rows;
  private Point current;
  private Point trial;

  Nd4jFit(CompiledModel model, Design design, double[] response) {
    this.model = model;
    this.design = design;
    this.levels = new Levels(model, design);
    this.mean = new MeanRows(model, design);
    this.rows = new GroupRows(design);
    this.reduction = new Reduced.Reduction(model, design, rows, levels, response);
  }

  @Override
  public Design design() {
    return design;
  }

  @Override
  public void start(
      double[] beta, double[] relativeFactor, double[] delta, double[] sphericalEffects) {
    double[] b = levels.effects(sphericalEffects, relativeFactor);
    current = new Point(beta, sphericalEffects, b, relativeFactor, delta, null, null, null);
    trial = null;
  }

  private Point evaluated() {
    return trial == null ? requireCurrent() : trial;
  }

  private Point requireCurrent() {
    if (current == null) {
      throw new IllegalStateException("the fit has no current point: call start first");
    }
    return current;
  }

  private Point requireLinearised() {
    if (requireCurrent().outputs() == null) {
      throw new IllegalStateException("the fit is not linearised: call linearise first");
    }
    return current;
  }

  @Override
  public FitStatus linearise(
      Curvature curvature, VariancePoint variancePoint, Linearization out, int f) {
    Point point = evaluated();
    try {
      MeanOutputs outputs =
          new MeanOutputs(
              model.mean(curvature), mean.evaluate(model.mean(curvature), point.beta(), point.b()));
      outputs.requireFinite(design);
      double[] before = point.varianceMeans() == null ? outputs.mean() : point.varianceMeans();
      double[] now = variancePoint == VariancePoint.OWN ? outputs.mean() : before;
      Reduced reduced = reduction.reduce(outputs, point.b(), now, point.delta(), 0);
      double kept =
          now == before ? reduced.rss() : reduction.sums(outputs.mean(), before, point.delta())[0];
      write(point, kept, reduced.rss(), reduced.logDetR()[0], out, f);
      place(point.linearised(outputs, now, reduced));
      return FitStatus.OK;
    } catch (Trouble trouble) {
      out.badRow[f] = trouble.row;
      return trouble.status;
    }
  }

  private void place(Point linearised) {
    if (trial == null) {
      current = linearised;
    } else {
      trial = linearised;
    }
  }

  @Override
  public FitStatus objective(Linearization out, int f) {
    Point point = evaluated();
    try {
      MeanOutputs outputs =
          new MeanOutputs(
              model.mean(Curvature.GAUSS_NEWTON),
              mean.evaluate(model.mean(Curvature.GAUSS_NEWTON), point.beta(), point.b()));
      outputs.requireFinite(design);
      double[] before = point.varianceMeans() == null ? outputs.mean() : point.varianceMeans();
      double[] own = reduction.sums(outputs.mean(), outputs.mean(), point.delta());
      double kept = reduction.sums(outputs.mean(), before, point.delta())[0];
      write(point, kept, own[0], own[1], out, f);
      return FitStatus.OK;
    } catch (Trouble trouble) {
      out.badRow[f] = trouble.row;
      return trouble.status;
    }
  }

  private static void write(
      Point point, double kept, double own, double logDetR, Linearization out, int f) {
    double penalty = point.penalty();
    out.penalty[f] = penalty;
    out.penalizedRss[f] = kept + penalty;
    out.ownPenalizedRss[f] = own + penalty;
    out.logDetR[f] = logDetR;
  }

  @Override
  public FitStatus solve(
      double[] relativeFactor,
      double[] delta,
      Curvature curvature,
      double damping,
      Solution out,
      int f) {
    Point point = requireLinearised();
    boolean newton = curvature == Curvature.NEWTON;
    if (newton && !point.outputs().hasSecond()) {
      throw new IllegalStateException("a NEWTON solve needs a NEWTON linearisation");
    }
    trial = null;
    try {
      Reduced reduced = at(delta, 0);
      PnlsSolve solve =
          new PnlsSolve(model, levels, reduced, relativeFactor, point.sphericalEffects());
      solve.solve(newton, damping);
      double[] beta = point.beta().clone();
      Arrays.setAll(beta, i -> beta[i] + solve.fixedEffectsStep[i]);
      double[] u = solve.sphericalEffects;
      double[] b = levels.effects(u, relativeFactor);
      double[] frozen = point.varianceMeans();
      trial = new Point(beta, u, b, relativeFactor, delta, null, frozen, null);
      int p = beta.length;
      System.arraycopy(solve.fixedEffectsStep, 0, out.fixedEffectsStep, f * p, p);
      out.predictedRss[f] = solve.predictedRss;
      out.fallbacks[f] = solve.fallbacks;
      return FitStatus.OK;
    } catch (Trouble trouble) {
      return trouble.status;
    }
  }

  /** The reduced rows of the current point at a delta, kept for the next call. */
  private Reduced at(double[] delta, int order) throws Trouble {
    Reduced kept = current.reduced();
    boolean enough = order == 0 || kept.hasDerivatives();
    if (delta.length == 0 || (enough && Arrays.equals(delta, kept.delta()))) {
      return kept;
    }
    Reduced moved =
        reduction.reduce(current.outputs(), current.b(), current.varianceMeans(), delta, order);
    current = current.linearised(current.outputs(), current.varianceMeans(), moved);
    return moved;
  }

  @Override
  public void accept() {
    current = requireTrial();
    trial = null;
  }

  @Override
  public void reject() {
    requireTrial();
    trial = null;
  }

  private Point requireTrial() {
    if (trial == null) {
      throw new IllegalStateException("the fit has no trial point: call solve first");
    }
    return trial;
  }

  @Override
  public FitStatus profile(
      double[] relativeFactor,
      double[] delta,
      Criterion criterion,
      FixedEffects fixed,
      int derivatives,
      Profile out,
      int f) {
    requireLinearised();
    try {
      Reduced reduced = at(delta, derivatives > 0 ? 2 : 0);
      new ProfileFunctions(model, levels, reduced, relativeFactor, criterion, fixed)
          .write(derivatives, out, f);
      return FitStatus.OK;
    } catch (Trouble trouble) {
      return trouble.status;
    }
  }

  @Override
  public double[] read(Quantity quantity) {
    return new QuantityReader(model, design, rows, mean, reduction)
        .read(quantity, requireCurrent());
  }
}
