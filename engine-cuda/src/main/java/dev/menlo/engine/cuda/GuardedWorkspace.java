package dev.menlo.engine.cuda;

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
import dev.menlo.engine.cuda.device.DeviceException;
import java.util.Arrays;

/**
 * A workspace whose device may fail: after a failure every operation gives its active fits the
 * status OUT_OF_MEMORY or DEVICE_LOST and touches the device no more. What was started is still
 * read: beta and u of the start, NaN for what only the device knew.
 */
final class GuardedWorkspace implements Workspace {
  private final Workspace guarded;
  private DeviceException failure;
  private double[] startBeta;

  /** Guards a workspace. */
  GuardedWorkspace(Workspace guarded) {
    this.guarded = guarded;
  }

  /** A workspace whose device failed before it began. */
  static GuardedWorkspace failed(Workspace guarded, DeviceException why) {
    GuardedWorkspace failed = new GuardedWorkspace(guarded);
    failed.failure = why;
    return failed;
  }

  /** Why the device failed; null if it did not. */
  DeviceException failure() {
    return failure;
  }

  /** Runs an operation unless the device has failed; whether it was done. */
  private boolean done(Runnable operation) {
    if (failure == null) {
      try {
        operation.run();
        return true;
      } catch (DeviceException e) {
        failure = e;
      }
    }
    return false;
  }

  private void fail(FitStatus[] status) {
    FitStatus why = failure.isOutOfMemory() ? FitStatus.OUT_OF_MEMORY : FitStatus.DEVICE_LOST;
    for (int f = active().next(0); f >= 0; f = active().next(f + 1)) {
      status[f] = why;
    }
  }

  @Override
  public ModelSpec model() {
    return guarded.model();
  }

  @Override
  public int fits() {
    return guarded.fits();
  }

  @Override
  public int batchIndex(int fit) {
    return guarded.batchIndex(fit);
  }

  @Override
  public Design design(int fit) {
    return guarded.design(fit);
  }

  @Override
  public ActiveSet active() {
    return guarded.active();
  }

  @Override
  public void start(
      double[] beta, double[] relativeFactor, double[] delta, double[] sphericalEffects) {
    startBeta = beta.clone();
    done(() -> guarded.start(beta, relativeFactor, delta, sphericalEffects));
  }

  @Override
  public void linearise(Curvature curvature, VariancePoint variancePoint, Linearization out) {
    if (!done(() -> guarded.linearise(curvature, variancePoint, out))) {
      fail(out);
    }
  }

  @Override
  public void objective(Linearization out) {
    if (!done(() -> guarded.objective(out))) {
      fail(out);
    }
  }

  private void fail(Linearization out) {
    fail(out.status);
    for (int f = active().next(0); f >= 0; f = active().next(f + 1)) {
      out.badRow[f] = -1;
      out.penalizedRss[f] = Double.NaN;
      out.ownPenalizedRss[f] = Double.NaN;
      out.logDetR[f] = Double.NaN;
    }
  }

  @Override
  public void solve(
      double[] relativeFactor,
      double[] delta,
      Curvature curvature,
      double[] damping,
      Solution out) {
    if (!done(() -> guarded.solve(relativeFactor, delta, curvature, damping, out))) {
      fail(out.status);
    }
  }

  @Override
  public void accept(int fit) {
    done(() -> guarded.accept(fit));
  }

  @Override
  public void reject(int fit) {
    done(() -> guarded.reject(fit));
  }

  @Override
  public void profile(
      double[] relativeFactor,
      double[] delta,
      Criterion criterion,
      FixedEffects fixed,
      int derivatives,
      Profile out) {
    if (!done(() -> guarded.profile(relativeFactor, delta, criterion, fixed, derivatives, out))) {
      fail(out.status);
    }
  }

  @Override
  public double[] read(Quantity quantity, int fit) {
    double[][] values = new double[1][];
    if (done(() -> values[0] = guarded.read(quantity, fit))) {
      return values[0];
    }
    return unknown(quantity, fit);
  }

  private double[] unknown(Quantity quantity, int fit) {
    ModelSpec model = model();
    int p = model.fixedEffects();
    if (quantity == Quantity.FIXED_EFFECTS) {
      return Fits.part(startBeta, fit, p);
    }
    Design design = design(fit);
    int length =
        switch (quantity) {
          case FIXED_JACOBIAN -> design.rows() * p;
          case RANDOM_JACOBIAN -> design.rows() * model.allRandomEffects();
          case RANDOM_EFFECTS, SPHERICAL_EFFECTS -> Effects.length(model, design);
          default -> design.rows();
        };
    double[] nothing = new double[length];
    Arrays.fill(nothing, Double.NaN);
    return nothing;
  }
}
