package dev.menlo.engine.tck;

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
import java.util.function.IntConsumer;

/**
 * Checks every clause of {@link Workspace} that can be seen from outside: wrong lengths and calls
 * out of order are refused, inputs stay as they were, entries and points of inactive fits too,
 * every active fit gets a status, and OK comes with finite numbers and symmetric matrices.
 */
final class AssertingWorkspace implements Workspace {
  private final Workspace checked;
  private final CallOrder order;

  AssertingWorkspace(Workspace checked) {
    this.checked = checked;
    this.order = new CallOrder(checked.fits());
  }

  @Override
  public ModelSpec model() {
    return checked.model();
  }

  @Override
  public int fits() {
    return checked.fits();
  }

  @Override
  public int batchIndex(int fit) {
    return checked.batchIndex(fit);
  }

  @Override
  public Design design(int fit) {
    return checked.design(fit);
  }

  @Override
  public ActiveSet active() {
    return checked.active();
  }

  /** Runs a call that the contract allows, or requires it to be refused as the contract says. */
  private void call(
      String operation, boolean lengths, boolean inOrder, Watch watch, Runnable call) {
    if (!lengths || !inOrder) {
      requireRefused(operation, lengths, call);
      return;
    }
    double[][] points = inactivePoints();
    call.run();
    watch.check(operation, active());
    double[][] after = inactivePoints();
    for (int i = 0; i < points.length; i++) {
      if (!Arrays.equals(points[i], after[i])) {
        throw new AssertionError(operation + " moved an inactive fit");
      }
    }
  }

  private static void requireRefused(String operation, boolean lengths, Runnable call) {
    try {
      call.run();
    } catch (IllegalArgumentException e) {
      if (!lengths) {
        throw e;
      }
      throw new AssertionError(operation + " out of order must throw IllegalStateException", e);
    } catch (IllegalStateException e) {
      if (lengths) {
        throw e;
      }
      throw new AssertionError(operation + " must check array lengths first", e);
    }
    throw new AssertionError(
        operation + (lengths ? " was allowed out of order" : " took arrays of wrong length"));
  }

  /** beta and u of the inactive fits that have a point. */
  private double[][] inactivePoints() {
    double[][] points = new double[2 * fits()][];
    for (int f = 0; f < fits(); f++) {
      boolean read = !active().contains(f) && order.isStarted(f);
      points[2 * f] = read ? checked.read(Quantity.FIXED_EFFECTS, f) : new double[0];
      points[2 * f + 1] = read ? checked.read(Quantity.SPHERICAL_EFFECTS, f) : new double[0];
    }
    return points;
  }

  private boolean parameterLengths(double[] relativeFactor, double[] delta) {
    return relativeFactor.length == fits() * model().factorLength()
        && delta.length == fits() * model().residual().parameters();
  }

  @Override
  public void start(
      double[] beta, double[] relativeFactor, double[] delta, double[] sphericalEffects) {
    int all = 0;
    for (int f = 0; f < fits(); f++) {
      all += Problem.effectLength(model(), design(f));
    }
    boolean lengths =
        beta.length == fits() * model().fixedEffects()
            && parameterLengths(relativeFactor, delta)
            && (sphericalEffects == null || sphericalEffects.length == all);
    Watch watch =
        new Watch()
            .input("beta", beta)
            .input("relativeFactor", relativeFactor)
            .input("delta", delta)
            .input("sphericalEffects", sphericalEffects);
    call(
        "start",
        lengths,
        true,
        watch,
        () -> checked.start(beta, relativeFactor, delta, sphericalEffects));
    forActive(order::started);
  }

  @Override
  public void linearise(Curvature curvature, VariancePoint variancePoint, Linearization out) {
    call(
        "linearise",
        true,
        order.allStarted(active()),
        watch(out),
        () -> checked.linearise(curvature, variancePoint, out));
    forActive(f -> order.linearised(f, out.status[f]));
    forActive(f -> requireOutcome("linearise", out, f));
  }

  @Override
  public void objective(Linearization out) {
    call("objective", true, order.allStarted(active()), watch(out), () -> checked.objective(out));
    forActive(f -> requireOutcome("objective", out, f));
  }

  private static Watch watch(Linearization out) {
    return new Watch()
        .output("penalizedRss", out.penalizedRss, 1)
        .output("ownPenalizedRss", out.ownPenalizedRss, 1)
        .output("penalty", out.penalty, 1)
        .output("logDetR", out.logDetR, 1);
  }

  private static void requireOutcome(String operation, Linearization out, int f) {
    if (requireStatus(operation, out.status[f], f)) {
      Watch.requireFinite(operation, "penalizedRss", out.penalizedRss, f, 1);
      Watch.requireFinite(operation, "ownPenalizedRss", out.ownPenalizedRss, f, 1);
      Watch.requireFinite(operation, "penalty", out.penalty, f, 1);
    }
  }

  @Override
  public void solve(
      double[] relativeFactor,
      double[] delta,
      Curvature curvature,
      double[] damping,
      Solution out) {
    solve(
        "solve",
        () -> checked.solve(relativeFactor, delta, curvature, damping, out),
        relativeFactor,
        delta,
        damping,
        out);
  }

  @Override
  public void solveNearby(
      double[] relativeFactor,
      double[] delta,
      Curvature curvature,
      double[] damping,
      Solution out) {
    solve(
        "solveNearby",
        () -> checked.solveNearby(relativeFactor, delta, curvature, damping, out),
        relativeFactor,
        delta,
        damping,
        out);
  }

  private void solve(
      String name,
      Runnable solve,
      double[] relativeFactor,
      double[] delta,
      double[] damping,
      Solution out) {
    Watch watch =
        new Watch()
            .input("relativeFactor", relativeFactor)
            .input("delta", delta)
            .input("damping", damping)
            .output("fixedEffectsStep", out.fixedEffectsStep, model().fixedEffects())
            .output("predictedRss", out.predictedRss, 1);
    call(
        name,
        parameterLengths(relativeFactor, delta) && damping.length == fits(),
        order.allLinearised(active()),
        watch,
        solve);
    forActive(f -> order.solved(f, out.status[f]));
    forActive(f -> requireOutcome(out, f));
  }

  private void requireOutcome(Solution out, int f) {
    if (requireStatus("solve", out.status[f], f)) {
      int p = model().fixedEffects();
      Watch.requireFinite("solve", "fixedEffectsStep", out.fixedEffectsStep, f, p);
      Watch.requireFinite("solve", "predictedRss", out.predictedRss, f, 1);
    }
  }

  @Override
  public void accept(int fit) {
    call("accept", true, mayEnd(fit), new Watch(), () -> checked.accept(fit));
    order.accepted(fit);
  }

  @Override
  public void reject(int fit) {
    call("reject", true, mayEnd(fit), new Watch(), () -> checked.reject(fit));
    order.rejected(fit);
  }

  private boolean mayEnd(int fit) {
    return active().contains(fit) && order.hasTrial(fit);
  }

  @Override
  public void profile(
      double[] relativeFactor,
      double[] delta,
      Criterion criterion,
      FixedEffects fixed,
      int derivatives,
      Profile out) {
    int v = model().profileParameters();
    int p = model().fixedEffects();
    Watch watch =
        new Watch()
            .input("relativeFactor", relativeFactor)
            .input("delta", delta)
            .output("logDeterminant", out.logDeterminant, 1)
            .output("penalizedRss", out.penalizedRss, 1)
            .output("logDeterminantGradient", out.logDeterminantGradient, v)
            .output("penalizedRssGradient", out.penalizedRssGradient, v)
            .output("logDeterminantHessian", out.logDeterminantHessian, v * v)
            .output("penalizedRssHessian", out.penalizedRssHessian, v * v)
            .output("fixedEffectsStep", out.fixedEffectsStep, p)
            .output("fixedEffectsInformation", out.fixedEffectsInformation, p * p);
    call(
        "profile",
        parameterLengths(relativeFactor, delta),
        order.allLinearised(active()),
        watch,
        () -> checked.profile(relativeFactor, delta, criterion, fixed, derivatives, out));
    forActive(f -> requireOutcome(out, f, derivatives));
  }

  private void requireOutcome(Profile out, int f, int derivatives) {
    if (!requireStatus("profile", out.status[f], f)) {
      return;
    }
    int v = model().profileParameters();
    int p = model().fixedEffects();
    Watch.requireFinite("profile", "logDeterminant", out.logDeterminant, f, 1);
    Watch.requireFinite("profile", "penalizedRss", out.penalizedRss, f, 1);
    Watch.requireFinite("profile", "fixedEffectsStep", out.fixedEffectsStep, f, p);
    requireSymmetric("fixedEffectsInformation", out.fixedEffectsInformation, f, p);
    if (derivatives >= 1) {
      String name = "gradient";
      Watch.requireFinite("profile", name, out.logDeterminantGradient, f, v);
      Watch.requireFinite("profile", name, out.penalizedRssGradient, f, v);
    }
    if (derivatives == 2) {
      requireSymmetric("logDeterminantHessian", out.logDeterminantHessian, f, v);
      requireSymmetric("penalizedRssHessian", out.penalizedRssHessian, f, v);
    }
  }

  private static void requireSymmetric(String name, double[] all, int fit, int n) {
    Watch.requireFinite("profile", name, all, fit, n * n);
    int first = fit * n * n;
    double largest = 1;
    for (int i = 0; i < n * n; i++) {
      largest = Math.max(largest, Math.abs(all[first + i]));
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double gap = all[first + i * n + j] - all[first + j * n + i];
        if (Math.abs(gap) > 1e-10 * largest) {
          throw new AssertionError(name + " is not symmetric at " + i + ", " + j);
        }
      }
    }
  }

  @Override
  public double[] read(Quantity quantity, int fit) {
    double[] values = checked.read(quantity, fit);
    int rows = design(fit).rows();
    int expected =
        switch (quantity) {
          case MEAN, RESIDUAL, WHITENED_RESIDUAL, RESIDUAL_SCALE -> rows;
          case FIXED_JACOBIAN -> rows * model().fixedEffects();
          case RANDOM_JACOBIAN -> rows * model().allRandomEffects();
          case RANDOM_EFFECTS, SPHERICAL_EFFECTS -> Problem.effectLength(model(), design(fit));
          case FIXED_EFFECTS -> model().fixedEffects();
        };
    if (values.length != expected) {
      throw new AssertionError(
          "read(" + quantity + ") has " + values.length + " entries, not " + expected);
    }
    return values;
  }

  private static boolean requireStatus(String operation, FitStatus status, int fit) {
    if (status == null) {
      throw new AssertionError(operation + " gave fit " + fit + " no status");
    }
    return status == FitStatus.OK;
  }

  private void forActive(IntConsumer action) {
    for (int f = active().next(0); f >= 0; f = active().next(f + 1)) {
      action.accept(f);
    }
  }
}
