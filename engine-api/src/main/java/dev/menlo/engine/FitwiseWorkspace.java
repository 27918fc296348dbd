package dev.menlo.engine;

import java.util.Arrays;
import java.util.List;

/**
 * A workspace that visits its active fits in turn: checks array lengths, cuts per-fit arrays, and
 * files statuses, so that a backend writes the operations of one fit ({@link FitOperations}) and
 * nothing else.
 */
public final class FitwiseWorkspace implements Workspace {
  private final ModelSpec model;
  private final List<? extends FitOperations> fits;
  private final int firstInBatch;
  private final ActiveSet active;

  /**
   * A workspace over consecutive fits of a batch.
   *
   * @param fits their operations
   * @param firstInBatch position of the first of them in the batch
   */
  public FitwiseWorkspace(ModelSpec model, List<? extends FitOperations> fits, int firstInBatch) {
    this.model = model;
    this.fits = List.copyOf(fits);
    this.firstInBatch = firstInBatch;
    this.active = new ActiveSet(fits.size());
  }

  @Override
  public ModelSpec model() {
    return model;
  }

  @Override
  public int fits() {
    return fits.size();
  }

  @Override
  public int batchIndex(int fit) {
    return firstInBatch + fit;
  }

  @Override
  public Design design(int fit) {
    return fits.get(fit).design();
  }

  @Override
  public ActiveSet active() {
    return active;
  }

  @Override
  public void start(
      double[] beta, double[] relativeFactor, double[] delta, double[] sphericalEffects) {
    requireLength("beta", beta, model.fixedEffects());
    requireParameters(relativeFactor, delta);
    int all = fits.stream().mapToInt(fit -> effects(fit.design())).sum();
    if (sphericalEffects != null && sphericalEffects.length != all) {
      throw new IllegalArgumentException(
          "sphericalEffects has " + sphericalEffects.length + " entries, not " + all);
    }
    int at = 0;
    for (int f = 0; f < fits.size(); f++) {
      int length = effects(fits.get(f).design());
      if (active.contains(f)) {
        double[] u =
            sphericalEffects == null
                ? new double[length]
                : Arrays.copyOfRange(sphericalEffects, at, at + length);
        fits.get(f)
            .start(
                part(beta, f, model.fixedEffects()),
                part(relativeFactor, f, model.factorLength()),
                part(delta, f, model.residual().parameters()),
                u);
      }
      at += length;
    }
  }

  /** Length of u of a fit with a design: sum over levels of groups x q_k. */
  private int effects(Design design) {
    int length = 0;
    for (int k = 1; k <= model.levels(); k++) {
      length += model.randomEffects(k) * design.groups(k);
    }
    return length;
  }

  @Override
  public void linearise(Curvature curvature, VariancePoint variancePoint, Linearization out) {
    for (int f = active.next(0); f >= 0; f = active.next(f + 1)) {
      out.badRow[f] = -1;
      out.status[f] = fits.get(f).linearise(curvature, variancePoint, out, f);
    }
  }

  @Override
  public void objective(Linearization out) {
    for (int f = active.next(0); f >= 0; f = active.next(f + 1)) {
      out.badRow[f] = -1;
      out.status[f] = fits.get(f).objective(out, f);
    }
  }

  @Override
  public void solve(
      double[] relativeFactor,
      double[] delta,
      Curvature curvature,
      double[] damping,
      Solution out) {
    requireParameters(relativeFactor, delta);
    requireLength("damping", damping, 1);
    for (int f = active.next(0); f >= 0; f = active.next(f + 1)) {
      double[] factor = part(relativeFactor, f, model.factorLength());
      double[] residual = part(delta, f, model.residual().parameters());
      out.status[f] = fits.get(f).solve(factor, residual, curvature, damping[f], out, f);
    }
  }

  @Override
  public void accept(int fit) {
    requireActive(fit).accept();
  }

  @Override
  public void reject(int fit) {
    requireActive(fit).reject();
  }

  private FitOperations requireActive(int fit) {
    if (!active.contains(fit)) {
      throw new IllegalStateException("fit " + fit + " is not active");
    }
    return fits.get(fit);
  }

  @Override
  public void profile(
      double[] relativeFactor,
      double[] delta,
      Criterion criterion,
      FixedEffects fixed,
      int derivatives,
      Profile out) {
    requireParameters(relativeFactor, delta);
    if (derivatives < 0 || derivatives > 2) {
      throw new IllegalArgumentException("derivatives must be 0, 1 or 2, not " + derivatives);
    }
    for (int f = active.next(0); f >= 0; f = active.next(f + 1)) {
      double[] factor = part(relativeFactor, f, model.factorLength());
      double[] residual = part(delta, f, model.residual().parameters());
      out.status[f] = fits.get(f).profile(factor, residual, criterion, fixed, derivatives, out, f);
    }
  }

  @Override
  public double[] read(Quantity quantity, int fit) {
    return fits.get(fit).read(quantity);
  }

  private void requireParameters(double[] relativeFactor, double[] delta) {
    requireLength("relativeFactor", relativeFactor, model.factorLength());
    requireLength("delta", delta, model.residual().parameters());
  }

  private void requireLength(String name, double[] array, int perFit) {
    if (array.length != fits.size() * perFit) {
      throw new IllegalArgumentException(
          name + " has " + array.length + " entries, not " + fits.size() + " x " + perFit);
    }
  }

  private static double[] part(double[] all, int fit, int length) {
    return Arrays.copyOfRange(all, fit * length, (fit + 1) * length);
  }
}
