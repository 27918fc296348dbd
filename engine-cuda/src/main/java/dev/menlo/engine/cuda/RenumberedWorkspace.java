package dev.menlo.engine.cuda;

import dev.menlo.engine.ActiveSet;
import dev.menlo.engine.Criterion;
import dev.menlo.engine.Curvature;
import dev.menlo.engine.Design;
import dev.menlo.engine.Linearization;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.Profile;
import dev.menlo.engine.Quantity;
import dev.menlo.engine.Solution;
import dev.menlo.engine.Workspace;

/** A workspace of part of a batch, with the fits' numbers in the whole batch. */
record RenumberedWorkspace(Workspace part, int firstFit) implements Workspace {
  @Override
  public ModelSpec model() {
    return part.model();
  }

  @Override
  public int fits() {
    return part.fits();
  }

  @Override
  public int batchIndex(int fit) {
    return firstFit + part.batchIndex(fit);
  }

  @Override
  public Design design(int fit) {
    return part.design(fit);
  }

  @Override
  public ActiveSet active() {
    return part.active();
  }

  @Override
  public void start(
      double[] beta, double[] relativeFactor, double[] delta, double[] sphericalEffects) {
    part.start(beta, relativeFactor, delta, sphericalEffects);
  }

  @Override
  public void linearise(Curvature curvature, VariancePoint variancePoint, Linearization out) {
    part.linearise(curvature, variancePoint, out);
  }

  @Override
  public void objective(Linearization out) {
    part.objective(out);
  }

  @Override
  public void solve(
      double[] relativeFactor,
      double[] delta,
      Curvature curvature,
      double[] damping,
      Solution out) {
    part.solve(relativeFactor, delta, curvature, damping, out);
  }

  @Override
  public void accept(int fit) {
    part.accept(fit);
  }

  @Override
  public void reject(int fit) {
    part.reject(fit);
  }

  @Override
  public void profile(
      double[] relativeFactor,
      double[] delta,
      Criterion criterion,
      FixedEffects fixed,
      int derivatives,
      Profile out) {
    part.profile(relativeFactor, delta, criterion, fixed, derivatives, out);
  }

  @Override
  public double[] read(Quantity quantity, int fit) {
    return part.read(quantity, fit);
  }
}
