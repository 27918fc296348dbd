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

/** Fits that never reached a device: behind a {@link GuardedWorkspace} that has failed. */
final class Placeholder implements Workspace {
  private final ModelSpec model;
  private final Partition partition;
  private final ActiveSet active;

  Placeholder(ModelSpec model, Partition partition) {
    this.model = model;
    this.partition = partition;
    active = new ActiveSet(partition.fits);
  }

  @Override
  public ModelSpec model() {
    return model;
  }

  @Override
  public int fits() {
    return partition.fits;
  }

  @Override
  public int batchIndex(int fit) {
    return partition.firstFit + fit;
  }

  @Override
  public Design design(int fit) {
    return partition.layout[fit].design;
  }

  @Override
  public ActiveSet active() {
    return active;
  }

  private static IllegalStateException noDevice() {
    return new IllegalStateException("these fits are on no device");
  }

  @Override
  public void start(double[] beta, double[] relativeFactor, double[] delta, double[] effects) {
    throw noDevice();
  }

  @Override
  public void linearise(Curvature curvature, VariancePoint variancePoint, Linearization out) {
    throw noDevice();
  }

  @Override
  public void objective(Linearization out) {
    throw noDevice();
  }

  @Override
  public void solve(
      double[] relativeFactor,
      double[] delta,
      Curvature curvature,
      double[] damping,
      Solution out) {
    throw noDevice();
  }

  @Override
  public void accept(int fit) {
    throw noDevice();
  }

  @Override
  public void reject(int fit) {
    throw noDevice();
  }

  @Override
  public void profile(
      double[] relativeFactor,
      double[] delta,
      Criterion criterion,
      FixedEffects fixed,
      int derivatives,
      Profile out) {
    throw noDevice();
  }

  @Override
  public double[] read(Quantity quantity, int fit) {
    throw noDevice();
  }
}
