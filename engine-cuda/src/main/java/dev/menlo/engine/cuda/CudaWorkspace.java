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
import java.util.Arrays;

/**
 * The operations, for all active fits at once: checks arguments and order, launches, files results.
 * Device failures leave as {@link dev.menlo.engine.cuda.device.DeviceException}; see {@link
 * GuardedWorkspace}.
 */
final class CudaWorkspace implements Workspace {
  private final DeviceState state;
  private final CompiledModel model;
  private final ModelShape shape;
  private final Partition partition;
  private final ActiveSet active;
  private final Fits fits;
  private final RowPass pass;
  private final PnlsSolve solve;
  private final ProfileEvaluation profile;
  private final QuantityReader reader;

  CudaWorkspace(DeviceState state) {
    this.state = state;
    model = state.model;
    shape = state.shape;
    partition = state.partition;
    active = new ActiveSet(partition.fits);
    fits = new Fits(shape, partition.fits);
    UpSweep sweep = new UpSweep(state);
    pass = new RowPass(state);
    solve = new PnlsSolve(state, fits, sweep);
    profile = new ProfileEvaluation(state, fits, sweep);
    reader = new QuantityReader(state, fits, pass);
  }

  @Override
  public ModelSpec model() {
    return model.spec;
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

  private int[] activeFits() {
    return active.toBitSet().stream().toArray();
  }

  @Override
  public void start(
      double[] beta, double[] relativeFactor, double[] delta, double[] sphericalEffects) {
    require("beta", beta, shape.fixedEffects);
    require("relativeFactor", relativeFactor, shape.factorLength);
    require("delta", delta, shape.residualParameters);
    int[] of = activeFits();
    Effects effects = new Effects(state, sphericalEffects);
    for (int f : of) {
      int point = fits.current[f];
      copy(beta, f, fits.beta[point], shape.fixedEffects);
      copy(relativeFactor, f, fits.factor[point], shape.factorLength);
      copy(delta, f, fits.delta[point], shape.residualParameters);
      effects.upload(f, point);
      fits.begin(f);
    }
    solve.spread(of);
  }

  private void require(String name, double[] array, int perFit) {
    if (array.length != partition.fits * perFit) {
      throw new IllegalArgumentException(
          name + " must have " + partition.fits + " x " + perFit + " entries, not " + array.length);
    }
  }

  /** Copies a fit's entries of a per-fit array. */
  private static void copy(double[] from, int f, double[] to, int length) {
    System.arraycopy(from, f * length, to, f * length, length);
  }

  @Override
  public void linearise(Curvature curvature, VariancePoint variancePoint, Linearization out) {
    int order = curvature == Curvature.NEWTON ? 2 : 1;
    int[] of = activeFits();
    for (int f : of) {
      requireStarted(f);
    }
    RowPass.Request request = request(order, variancePoint == VariancePoint.OWN, of);
    request.jets = order == 2 && shape.residualParameters > 0;
    request.into = fits.other.clone();
    pass.run(state.select(of), request);
    for (int f : of) {
      report(f, out);
      int set = fits.other[f];
      if (pass.status[f] == FitStatus.OK) {
        keep(f, set, request);
        fits.keepLinearization(f);
      } else {
        fits.trialLinearised[f] = false;
      }
    }
  }

  @Override
  public void objective(Linearization out) {
    int[] of = activeFits();
    for (int f : of) {
      requireStarted(f);
    }
    RowPass.Request request = request(0, true, of);
    pass.run(state.select(of), request);
    for (int f : of) {
      report(f, out);
    }
  }

  /** A pass at the evaluated points of fits, into their free sets. */
  private RowPass.Request request(int order, boolean own, int[] of) {
    RowPass.Request request = new RowPass.Request();
    int count = partition.fits;
    request.order = order;
    request.point = new int[count];
    request.into = new int[count];
    request.frozen = new int[count];
    request.beta = new double[count * shape.fixedEffects];
    request.delta = new double[count * shape.residualParameters];
    Arrays.fill(request.frozen, -1);
    boolean two = false;
    int[] before = new int[count];
    for (int f : of) {
      int point = fits.evaluated(f);
      request.point[f] = point;
      request.into[f] = order == 0 ? fits.free(f) : fits.other[f];
      copy(fits.beta[point], f, request.beta, shape.fixedEffects);
      copy(fits.delta[point], f, request.delta, shape.residualParameters);
      boolean frozen = fits.linearised[f];
      before[f] = frozen ? fits.kept[f] : request.into[f];
      two |= frozen && own;
      if (frozen && !own) {
        request.frozen[f] = fits.kept[f];
      }
    }
    request.before = two && model.readsMean ? before : null;
    return request;
  }

  private void report(int f, Linearization out) {
    boolean ok = pass.status[f] == FitStatus.OK;
    double penalty = fits.penalty[fits.evaluated(f)][f];
    out.status[f] = pass.status[f];
    out.badRow[f] = pass.badRow[f];
    out.penalty[f] = penalty;
    out.penalizedRss[f] = ok ? pass.rssBefore[f] + penalty : Double.NaN;
    out.ownPenalizedRss[f] = ok ? pass.rss[f] + penalty : Double.NaN;
    out.logDetR[f] = ok ? pass.logDetR[f] : Double.NaN;
  }

  /** Notes what a pass left in a set. */
  private void keep(int f, int set, RowPass.Request request) {
    copy(request.delta, f, fits.whitenedAt[set], shape.residualParameters);
    fits.logDetR[set][f] = pass.logDetR[f];
    fits.hasCurvature[set][f] = request.order == 2;
    fits.hasDerivatives[set][f] = request.jets;
    if (request.jets) {
      copy(pass.logDetRDerivatives, f, fits.logDetRDerivatives[set], shape.residualBlocks());
    }
  }

  private void requireStarted(int f) {
    if (!fits.started[f]) {
      throw new IllegalStateException("fit " + f + " has no point yet: call start first");
    }
  }

  private void requireLinearised(int f) {
    requireStarted(f);
    if (!fits.linearised[f]) {
      throw new IllegalStateException(
          "fit " + f + " is not linearised at its current point: call linearise first");
    }
  }

  /**
   * Re-whitens fits whose kept cross-products belong to another delta or lack its derivatives: one
   * more row pass at the current points with S frozen. The status of each fit goes to {@code
   * status}.
   *
   * @return the fits that are whitened at delta now
   */
  private int[] whiten(int[] of, double[] delta, boolean derivatives, FitStatus[] status) {
    for (int f : of) {
      status[f] = FitStatus.OK;
    }
    if (shape.residualParameters == 0) {
      return of;
    }
    int[] stale =
        PnlsSolve.where(
            of,
            f ->
                !fits.isWhitenedAt(f, delta)
                    || derivatives && !fits.hasDerivatives[fits.kept[f]][f]);
    for (boolean curved : new boolean[] {false, true}) {
      rewhiten(
          PnlsSolve.where(stale, f -> fits.hasCurvature[fits.kept[f]][f] == curved),
          delta,
          derivatives,
          curved ? 2 : 1,
          status);
    }
    return PnlsSolve.where(of, f -> status[f] == FitStatus.OK);
  }

  private void rewhiten(
      int[] of, double[] delta, boolean derivatives, int order, FitStatus[] status) {
    if (of.length == 0) {
      return;
    }
    RowPass.Request request = new RowPass.Request();
    request.order = order;
    request.jets = derivatives;
    request.point = fits.current;
    request.beta = new double[partition.fits * shape.fixedEffects];
    request.delta = delta;
    request.into = new int[partition.fits];
    request.frozen = fits.kept.clone();
    for (int f : of) {
      copy(fits.beta[fits.current[f]], f, request.beta, shape.fixedEffects);
      request.into[f] = fits.free(f);
    }
    pass.run(state.select(of), request);
    for (int f : of) {
      if (pass.status[f] == FitStatus.OK) {
        keep(f, request.into[f], request);
        fits.replaceKept(f);
      } else {
        status[f] = FitStatus.NON_FINITE_VARIANCE;
      }
    }
  }

  @Override
  public void solve(
      double[] relativeFactor,
      double[] delta,
      Curvature curvature,
      double[] damping,
      Solution out) {
    require("relativeFactor", relativeFactor, shape.factorLength);
    require("delta", delta, shape.residualParameters);
    require("damping", damping, 1);
    boolean newton = curvature == Curvature.NEWTON;
    int[] of = activeFits();
    for (int f : of) {
      requireLinearised(f);
      if (newton && !fits.hasCurvature[fits.kept[f]][f]) {
        throw new IllegalStateException(
            "fit " + f + " was linearised without curvature: linearise with NEWTON first");
      }
    }
    for (int f : of) {
      fits.dropTrial(f);
      copy(relativeFactor, f, fits.factor[fits.trial(f)], shape.factorLength);
      copy(delta, f, fits.delta[fits.trial(f)], shape.residualParameters);
    }
    int[] whitened = whiten(of, delta, false, out.status);
    solve.run(whitened, newton, damping);
    for (int f : whitened) {
      out.status[f] = solve.status[f];
      if (solve.status[f] == FitStatus.OK) {
        fits.hasTrial[f] = true;
        copy(solve.step, f, out.fixedEffectsStep, shape.fixedEffects);
        out.predictedRss[f] = solve.predictedRss[f];
        out.fallbacks[f] = solve.fallbacks[f];
      }
    }
  }

  @Override
  public void accept(int fit) {
    requireTrial(fit);
    fits.accept(fit);
  }

  @Override
  public void reject(int fit) {
    requireTrial(fit);
    fits.dropTrial(fit);
  }

  private void requireTrial(int f) {
    requireStarted(f);
    if (!fits.hasTrial[f]) {
      throw new IllegalStateException("fit " + f + " has no trial point: call solve first");
    }
  }

  @Override
  public void profile(
      double[] relativeFactor,
      double[] delta,
      Criterion criterion,
      FixedEffects fixed,
      int derivatives,
      Profile out) {
    require("relativeFactor", relativeFactor, shape.factorLength);
    require("delta", delta, shape.residualParameters);
    if (derivatives < 0 || derivatives > 2) {
      throw new IllegalArgumentException("derivatives must be 0, 1 or 2, not " + derivatives);
    }
    int[] of = activeFits();
    for (int f : of) {
      requireLinearised(f);
    }
    int[] whitened = whiten(of, delta, derivatives > 0, out.status);
    profile.run(whitened, relativeFactor, criterion, fixed, derivatives, out);
  }

  @Override
  public double[] read(Quantity quantity, int fit) {
    requireStarted(fit);
    return reader.read(quantity, fit);
  }
}
