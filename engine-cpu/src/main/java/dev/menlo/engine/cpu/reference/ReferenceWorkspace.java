package dev.menlo.engine.cpu.reference;

import dev.menlo.engine.ActiveSet;
import dev.menlo.engine.Batch;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A whole batch as one partition; every operation visits the active fits in turn. */
final class ReferenceWorkspace implements Workspace {
  private final ModelSpec model;
  private final Batch batch;
  private final ActiveSet active;
  private final List<ReferenceFit> fits = new ArrayList<>();

  ReferenceWorkspace(CompiledModel compiled, Batch batch) {
    this.model = compiled.model();
    this.batch = batch;
    this.active = new ActiveSet(batch.fits());
    for (int f = 0; f < batch.fits(); f++) {
      FitData data = new FitData(compiled, batch.designs().get(f), batch.responses().get(f));
      fits.add(new ReferenceFit(data));
    }
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
    return fit;
  }

  @Override
  public Design design(int fit) {
    return batch.designs().get(fit);
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
    int all = fits.stream().mapToInt(fit -> fit.data().forest().effectLength()).sum();
    if (sphericalEffects != null && sphericalEffects.length != all) {
      throw new IllegalArgumentException(
          "sphericalEffects has " + sphericalEffects.length + " entries, not " + all);
    }
    int at = 0;
    for (int f = 0; f < fits.size(); f++) {
      int length = fits.get(f).data().forest().effectLength();
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

  @Override
  public void linearise(Curvature curvature, VariancePoint variancePoint, Linearization out) {
    for (int f = active.next(0); f >= 0; f = active.next(f + 1)) {
      try {
        write(fits.get(f).linearise(curvature, variancePoint), f, out);
        out.status[f] = FitStatus.OK;
        out.badRow[f] = -1;
      } catch (NumericalTrouble trouble) {
        out.status[f] = trouble.status;
        out.badRow[f] = trouble.row;
      }
    }
  }

  @Override
  public void objective(Linearization out) {
    for (int f = active.next(0); f >= 0; f = active.next(f + 1)) {
      try {
        write(fits.get(f).objective(), f, out);
        out.status[f] = FitStatus.OK;
        out.badRow[f] = -1;
      } catch (NumericalTrouble trouble) {
        out.status[f] = trouble.status;
        out.badRow[f] = trouble.row;
      }
    }
  }

  private static void write(PenalizedSums sums, int f, Linearization out) {
    out.penalizedRss[f] = sums.before();
    out.ownPenalizedRss[f] = sums.own();
    out.penalty[f] = sums.penalty();
    out.logDetR[f] = sums.logDetR();
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
    int p = model.fixedEffects();
    for (int f = active.next(0); f >= 0; f = active.next(f + 1)) {
      try {
        Step step =
            fits.get(f)
                .solve(
                    part(relativeFactor, f, model.factorLength()),
                    part(delta, f, model.residual().parameters()),
                    curvature,
                    damping[f]);
        System.arraycopy(step.fixedEffects(), 0, out.fixedEffectsStep, f * p, p);
        out.predictedRss[f] = step.predictedRss();
        out.fallbacks[f] = step.fallbacks();
        out.status[f] = FitStatus.OK;
      } catch (NumericalTrouble trouble) {
        out.status[f] = trouble.status;
      }
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

  private ReferenceFit requireActive(int fit) {
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
      try {
        ProfileFunctions functions =
            fits.get(f)
                .profile(
                    part(relativeFactor, f, model.factorLength()),
                    part(delta, f, model.residual().parameters()),
                    criterion,
                    fixed,
                    derivatives > 0);
        write(functions, f, derivatives, out);
        out.status[f] = FitStatus.OK;
      } catch (NumericalTrouble trouble) {
        out.status[f] = trouble.status;
      }
    }
  }

  private void write(ProfileFunctions functions, int f, int derivatives, Profile out)
      throws NumericalTrouble {
    out.logDeterminant[f] = functions.logDeterminant();
    out.penalizedRss[f] = functions.penalizedRss();
    write(functions.fixedEffectsStep(), f, out.fixedEffectsStep);
    write(functions.information(), f, out.fixedEffectsInformation);
    if (derivatives >= 1) {
      write(functions.logDeterminantGradient(), f, out.logDeterminantGradient);
      write(functions.penalizedRssGradient(), f, out.penalizedRssGradient);
    }
    if (derivatives == 2) {
      write(flat(functions.logDeterminantHessian()), f, out.logDeterminantHessian);
      write(flat(functions.penalizedRssHessian()), f, out.penalizedRssHessian);
    }
  }

  private static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }

  private static void write(Matrix source, int f, double[] target) {
    write(source.toArray(), f, target);
  }

  private static void write(double[] source, int f, double[] target) {
    System.arraycopy(source, 0, target, f * source.length, source.length);
  }

  @Override
  public double[] read(Quantity quantity, int fit) {
    ReferenceFit read = fits.get(fit);
    return new ReferenceReader(read.data(), read.current()).read(quantity);
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
