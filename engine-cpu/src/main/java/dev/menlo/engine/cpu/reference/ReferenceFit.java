package dev.menlo.engine.cpu.reference;

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
final class ReferenceFit implements FitOperations {
  private final FitData data;
  private Point current;
  private Point trial;

  ReferenceFit(FitData data) {
    this.data = data;
  }

  @Override
  public Design design() {
    return data.design();
  }

  private Point current() {
    if (current == null) {
      throw new IllegalStateException("the fit has no current point: call start first");
    }
    return current;
  }

  @Override
  public void start(double[] beta, double[] factors, double[] delta, double[] u) {
    current = new Point(beta, u, factors, delta, null, null);
    trial = null;
  }

  private Point evaluated() {
    return trial != null ? trial : current();
  }

  @Override
  public FitStatus linearise(
      Curvature curvature, VariancePoint variancePoint, Linearization out, int f) {
    Point point = evaluated();
    try {
      MeanRows mean = data.meanRows(point, curvature);
      double[] own = mean.means();
      double[] frozen = point.varianceMeans() == null ? own : point.varianceMeans();
      double[] now = variancePoint == VariancePoint.OWN ? own : frozen;
      write(PenalizedSums.of(data, point, own, frozen, now), out, f);
      Point linearised = point.linearised(mean, now);
      if (trial != null) {
        trial = linearised;
      } else {
        current = linearised;
      }
      return FitStatus.OK;
    } catch (NumericalTrouble trouble) {
      out.badRow[f] = trouble.row;
      return trouble.status;
    }
  }

  @Override
  public FitStatus objective(Linearization out, int f) {
    Point point = evaluated();
    try {
      double[] own = data.means(point);
      double[] frozen = point.varianceMeans() == null ? own : point.varianceMeans();
      write(PenalizedSums.of(data, point, own, frozen, own), out, f);
      return FitStatus.OK;
    } catch (NumericalTrouble trouble) {
      out.badRow[f] = trouble.row;
      return trouble.status;
    }
  }

  private static void write(PenalizedSums sums, Linearization out, int f) {
    out.penalizedRss[f] = sums.before();
    out.ownPenalizedRss[f] = sums.own();
    out.penalty[f] = sums.penalty();
    out.logDetR[f] = sums.logDetR();
  }

  @Override
  public FitStatus solve(
      double[] factors, double[] delta, Curvature curvature, double damping, Solution out, int f) {
    Point point = current().requireLinearised("solve");
    trial = null;
    if (curvature == Curvature.NEWTON && !point.mean().hasSecond()) {
      throw new IllegalStateException("a NEWTON solve needs a NEWTON linearisation");
    }
    try {
      Step step = new PnlsSolve(data, point, factors, delta).solve(curvature, damping);
      double[] beta = point.beta().clone();
      for (int j = 0; j < beta.length; j++) {
        beta[j] += step.fixedEffects()[j];
        out.fixedEffectsStep[f * beta.length + j] = step.fixedEffects()[j];
      }
      out.predictedRss[f] = step.predictedRss();
      out.fallbacks[f] = step.fallbacks();
      trial = new Point(beta, step.sphericalEffects(), factors, delta, null, point.varianceMeans());
      return FitStatus.OK;
    } catch (NumericalTrouble trouble) {
      return trouble.status;
    }
  }

  @Override
  public void accept() {
    current = requireTrial("accept");
    trial = null;
  }

  @Override
  public void reject() {
    requireTrial("reject");
    trial = null;
  }

  private Point requireTrial(String operation) {
    if (trial == null) {
      throw new IllegalStateException(operation + " needs a trial point: call solve first");
    }
    return trial;
  }

  @Override
  public FitStatus profile(
      double[] factors,
      double[] delta,
      Criterion criterion,
      FixedEffects fixed,
      int derivatives,
      Profile out,
      int f) {
    Point point = current().requireLinearised("profile");
    try {
      ProfileFunctions functions =
          functions(point, factors, delta, criterion, fixed, derivatives > 0);
      write(functions, derivatives, out, f);
      return FitStatus.OK;
    } catch (NumericalTrouble trouble) {
      return trouble.status;
    }
  }

  private ProfileFunctions functions(
      Point point,
      double[] factors,
      double[] delta,
      Criterion criterion,
      FixedEffects fixed,
      boolean derivatives)
      throws NumericalTrouble {
    ResidualPrograms programs =
        derivatives ? data.compiled().residualDerivatives() : data.compiled().residualValues();
    ProfileFunctions functions =
        new ProfileFunctions(
            data.compiled().model(),
            data.linearTrees(point, programs, delta),
            data.factors(factors),
            criterion,
            fixed);
    if (derivatives) {
      functions.differentiate();
    }
    return functions;
  }

  private static void write(ProfileFunctions functions, int derivatives, Profile out, int f)
      throws NumericalTrouble {
    out.logDeterminant[f] = functions.logDeterminant();
    out.penalizedRss[f] = functions.penalizedRss();
    write(functions.fixedEffectsStep().toArray(), f, out.fixedEffectsStep);
    write(functions.information().toArray(), f, out.fixedEffectsInformation);
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

  private static void write(double[] source, int f, double[] target) {
    System.arraycopy(source, 0, target, f * source.length, source.length);
  }

  @Override
  public double[] read(Quantity quantity) {
    return new ReferenceReader(data, current()).read(quantity);
  }
}
