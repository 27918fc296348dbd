package dev.menlo.engine.cpu;

import dev.menlo.engine.ActiveSet;
import dev.menlo.engine.Criterion;
import dev.menlo.engine.Curvature;
import dev.menlo.engine.Design;
import dev.menlo.engine.FitStatus;
import dev.menlo.engine.Linearization;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.Profile;
import dev.menlo.engine.Quantity;
import dev.menlo.engine.Solution;
import dev.menlo.engine.Workspace;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

/** The operations, fit by fit: checks arguments and order, calls the kernels, files the results. */
final class CpuWorkspace implements Workspace {
  private final CompiledModel model;
  private final ModelLayout layout;
  private final List<FitState> fits;
  private final ActiveSet active;
  private final CpuLinearization pass;
  private final PnlsSolve solve;
  private final CpuProfile profile;
  private final QuantityReader reader;
  private final WhiteningPass whitening;
  private final WhiteningExpansion expansion;

  CpuWorkspace(CompiledModel model, List<FitState> fits, ForkJoinPool pool, int threads) {
    this.model = model;
    this.layout = model.layout;
    this.fits = fits;
    active = new ActiveSet(fits.size());
    ChunkRunner runner = new ChunkRunner(model, pool, threads);
    UpSweep sweep = new UpSweep(model, runner);
    pass = new CpuLinearization(model, runner);
    solve = new PnlsSolve(model, runner, sweep);
    profile = new CpuProfile(model, runner, sweep);
    reader = new QuantityReader(model, runner);
    whitening = new WhiteningPass(model, pass);
    expansion = new WhiteningExpansion(layout);
  }

  @Override
  public ModelSpec model() {
    return model.spec;
  }

  @Override
  public int fits() {
    return fits.size();
  }

  @Override
  public int batchIndex(int fit) {
    return fits.get(fit).batchIndex;
  }

  @Override
  public Design design(int fit) {
    return fits.get(fit).design;
  }

  @Override
  public ActiveSet active() {
    return active;
  }

  @Override
  public void start(
      double[] beta, double[] relativeFactor, double[] delta, double[] sphericalEffects) {
    require("beta", beta, layout.fixedEffects);
    require("relativeFactor", relativeFactor, layout.factorLength);
    require("delta", delta, layout.residualParameters);
    int effects = fits.stream().mapToInt(f -> f.forest.effects.entries()).sum();
    if (sphericalEffects != null && sphericalEffects.length != effects) {
      throw new IllegalArgumentException(
          "sphericalEffects must have " + effects + " entries, not " + sphericalEffects.length);
    }
    int at = 0;
    for (int f = 0; f < fits.size(); f++) {
      FitState fit = fits.get(f);
      if (active.contains(f)) {
        Point point = fit.current;
        copy(beta, f, point.beta);
        copy(relativeFactor, f, point.relativeFactor);
        copy(delta, f, point.delta);
        if (sphericalEffects == null) {
          Arrays.fill(point.u, 0);
        } else {
          fit.forest.effects.takeInDataOrder(sphericalEffects, at, point.u);
        }
        point.updateEffects(layout, fit.forest);
        fit.begin();
      }
      at += fit.forest.effects.entries();
    }
  }

  private void require(String name, double[] array, int perFit) {
    if (array.length != fits.size() * perFit) {
      throw new IllegalArgumentException(
          name + " must have " + fits.size() + " x " + perFit + " entries, not " + array.length);
    }
  }

  /** Copies a fit's entries of a per-fit array. */
  private static void copy(double[] from, int fit, double[] to) {
    System.arraycopy(from, fit * to.length, to, 0, to.length);
  }

  @Override
  public void linearise(Curvature curvature, VariancePoint variancePoint, Linearization out) {
    int order = curvature == Curvature.NEWTON ? 2 : 1;
    for (int f = active.next(0); f >= 0; f = active.next(f + 1)) {
      FitState fit = started(f);
      boolean own = variancePoint == VariancePoint.OWN;
      FitStatus status = pass.run(fit, fit.evaluated(), fit.variancePoint(), own, order, fit.other);
      report(f, fit, status, out);
      if (status == FitStatus.OK) {
        fit.keepLinearization();
      }
    }
  }

  @Override
  public void objective(Linearization out) {
    for (int f = active.next(0); f >= 0; f = active.next(f + 1)) {
      FitState fit = started(f);
      KeptLinearization unused = fit.spare(model);
      report(f, fit, pass.run(fit, fit.evaluated(), fit.variancePoint(), true, 0, unused), out);
    }
  }

  private void report(int f, FitState fit, FitStatus status, Linearization out) {
    double penalty = fit.evaluated().penalty();
    out.status[f] = status;
    out.badRow[f] = status == FitStatus.OK ? -1 : pass.badRow;
    out.penalty[f] = penalty;
    boolean ok = status == FitStatus.OK;
    out.penalizedRss[f] = ok ? pass.rss + penalty : Double.NaN;
    out.ownPenalizedRss[f] = ok ? pass.ownRss + penalty : Double.NaN;
    out.logDetR[f] = ok ? pass.logDetR : Double.NaN;
  }

  private FitState started(int f) {
    FitState fit = fits.get(f);
    if (!fit.started) {
      throw new IllegalStateException("fit " + f + " has no point yet: call start first");
    }
    return fit;
  }

  private FitState linearised(int f) {
    FitState fit = started(f);
    if (!fit.linearised) {
      throw new IllegalStateException(
          "fit " + f + " is not linearised at its current point: call linearise first");
    }
    return fit;
  }

  @Override
  public void solve(
      double[] relativeFactor,
      double[] delta,
      Curvature curvature,
      double[] damping,
      Solution out) {
    solve(relativeFactor, delta, curvature, damping, false, out);
  }

  @Override
  public void solveNearby(
      double[] relativeFactor,
      double[] delta,
      Curvature curvature,
      double[] damping,
      Solution out) {
    solve(relativeFactor, delta, curvature, damping, true, out);
  }

  private void solve(
      double[] relativeFactor,
      double[] delta,
      Curvature curvature,
      double[] damping,
      boolean nearby,
      Solution out) {
    require("relativeFactor", relativeFactor, layout.factorLength);
    require("delta", delta, layout.residualParameters);
    require("damping", damping, 1);
    boolean newton = curvature == Curvature.NEWTON;
    for (int f = active.next(0); f >= 0; f = active.next(f + 1)) {
      FitState fit = linearised(f);
      requireCurvature(fit, newton, f);
      fit.dropTrial();
      copy(relativeFactor, f, fit.trial.relativeFactor);
      copy(delta, f, fit.trial.delta);
      FitStatus status =
          nearby && expansion.reaches(fit, fit.trial.delta)
              ? expanded(fit, newton, damping[f])
              : exact(fit, newton, f, delta, damping[f]);
      out.status[f] = status;
      if (status == FitStatus.OK) {
        fit.hasTrial = true;
        System.arraycopy(
            solve.fixedEffectsStep,
            0,
            out.fixedEffectsStep,
            f * layout.fixedEffects,
            layout.fixedEffects);
        out.predictedRss[f] = solve.predictedRss;
        out.fallbacks[f] = solve.fallbacks;
      }
    }
  }

  private FitStatus exact(FitState fit, boolean newton, int f, double[] delta, double damping) {
    FitStatus status = whitening.at(fit, delta, f * layout.residualParameters, 0);
    if (status != FitStatus.OK) {
      return status;
    }
    requireCurvature(fit, newton, f);
    return solve.run(fit, newton, damping);
  }

  private FitStatus expanded(FitState fit, boolean newton, double damping) {
    KeptLinearization kept = fit.kept;
    fit.kept = expansion.at(fit, fit.trial.delta, fit.spare(model));
    FitStatus status = solve.run(fit, newton, damping);
    fit.kept = kept;
    return status;
  }

  private static void requireCurvature(FitState fit, boolean newton, int f) {
    if (newton && !fit.kept.hasCurvature) {
      throw new IllegalStateException(
          "fit " + f + " was linearised without curvature: linearise with NEWTON first");
    }
  }

  @Override
  public void accept(int fit) {
    withTrial(fit).accept();
  }

  @Override
  public void reject(int fit) {
    withTrial(fit).dropTrial();
  }

  private FitState withTrial(int f) {
    FitState fit = started(f);
    if (!fit.hasTrial) {
      throw new IllegalStateException("fit " + f + " has no trial point: call solve first");
    }
    return fit;
  }

  @Override
  public void profile(
      double[] relativeFactor,
      double[] delta,
      Criterion criterion,
      FixedEffects fixed,
      int derivatives,
      Profile out) {
    require("relativeFactor", relativeFactor, layout.factorLength);
    require("delta", delta, layout.residualParameters);
    if (derivatives < 0 || derivatives > 2) {
      throw new IllegalArgumentException("derivatives must be 0, 1 or 2, not " + derivatives);
    }
    for (int f = active.next(0); f >= 0; f = active.next(f + 1)) {
      FitState fit = linearised(f);
      FitStatus status = whitening.at(fit, delta, f * layout.residualParameters, derivatives);
      out.status[f] =
          status != FitStatus.OK
              ? status
              : profile.run(
                  fit,
                  relativeFactor,
                  f * layout.factorLength,
                  criterion,
                  fixed,
                  derivatives,
                  out,
                  f);
    }
  }

  @Override
  public double[] read(Quantity quantity, int fit) {
    return reader.read(quantity, started(fit));
  }
}
