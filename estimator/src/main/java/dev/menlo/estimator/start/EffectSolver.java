package dev.menlo.estimator.start;

import dev.menlo.engine.Design;
import dev.menlo.engine.program.Interpreter;
import dev.menlo.engine.program.Program;
import dev.menlo.estimator.algebra.Cholesky;
import dev.menlo.estimator.algebra.Damping;
import dev.menlo.estimator.start.curve.RecognisedCurve.Target;
import java.util.List;

/**
 * Fixed effects from what a curve is made of: makes the curve's quantities, which are functions of
 * the fixed effects, equal to their estimates. Quantities are compared on the log scale, since they
 * are rates and sizes of any unit; an additive constant relative to the size of the response.
 */
final class EffectSolver {
  private static final int SCREENED = 1000;
  private static final int KEPT = 4;
  private static final int STEPS = 40;
  private static final double OTHER_SIGN = 5;
  private static final double LEAST_DAMPING = 1e-8;

  private final Interpreter quantities;
  private final double[][] covariates;
  private final List<Target> targets;
  private final int residuals;

  EffectSolver(Program quantities, Design design, List<Target> targets) {
    this.quantities = new Interpreter(quantities);
    this.targets = targets;
    this.covariates = new double[targets.size()][design.covariates()];
    int count = 0;
    for (int s = 0; s < covariates.length; s++) {
      for (int c = 0; c < covariates[s].length; c++) {
        covariates[s][c] = design.covariate(c)[targets.get(s).row()];
      }
      count += targets.get(s).values().length;
    }
    this.residuals = count;
  }

  /**
   * The fixed effects that come nearest to the targets.
   *
   * @param ranges plausible values to begin with
   * @param free which fixed effects may move; the others stay 0
   */
  double[] solve(PlausibleValues ranges, int[] free, int fixedEffects) {
    double[] best = null;
    double least = Double.POSITIVE_INFINITY;
    for (double[] start : screened(ranges, free, fixedEffects)) {
      double[] beta = refined(start, free);
      double cost = cost(beta);
      if (cost < least) {
        least = cost;
        best = beta;
      }
    }
    return best;
  }

  private List<double[]> screened(PlausibleValues ranges, int[] free, int fixedEffects) {
    record Trial(double[] beta, double cost) {}
    return java.util.stream.IntStream.range(0, SCREENED)
        .mapToObj(i -> ranges.point(i, free, fixedEffects))
        .map(beta -> new Trial(beta, cost(beta)))
        .filter(t -> Double.isFinite(t.cost()))
        .sorted(java.util.Comparator.comparingDouble(Trial::cost))
        .limit(KEPT)
        .map(Trial::beta)
        .toList();
  }

  private double cost(double[] beta) {
    double sum = 0;
    for (double r : residuals(beta)) {
      sum += r * r;
    }
    return sum;
  }

  private double[] residuals(double[] beta) {
    double[] out = new double[residuals];
    int at = 0;
    for (int s = 0; s < covariates.length; s++) {
      double[] values =
          quantities.evaluate(Interpreter.Row.ofMean(covariates[s], beta, new double[0]));
      Target target = targets.get(s);
      for (int j = 0; j < values.length; j++) {
        out[at++] =
            j == target.offset()
                ? (values[j] - target.values()[j]) / target.size()
                : ratio(values[j], target.values()[j]);
      }
    }
    return out;
  }

  /** log(value / target), and a penalty for the other sign. */
  private static double ratio(double value, double target) {
    if (value == target) {
      return 0;
    }
    double log = Math.log(Math.abs(value / target));
    return value * target > 0 ? log : OTHER_SIGN + Math.abs(log);
  }

  /** Levenberg and Marquardt with difference quotients. */
  private double[] refined(double[] start, int[] free) {
    double[] beta = start.clone();
    double[] r = residuals(beta);
    double cost = dot(r, r);
    double damping = 1e-2;
    for (int step = 0; step < STEPS && cost > 1e-16 && damping < 1e8; step++) {
      Trial trial = trial(beta, r, free, damping);
      double[] next = trial == null ? null : residuals(trial.beta());
      double after = next == null ? Double.NaN : dot(next, next);
      double rho = next == null ? Double.NaN : Damping.ratio(cost, after, trial.promised());
      damping = Math.max(LEAST_DAMPING, Damping.after(damping, rho));
      if (rho > Damping.TAKEN && !(after < cost)) {
        break;
      }
      if (rho > Damping.TAKEN) {
        beta = trial.beta();
        r = next;
        cost = after;
      }
    }
    return beta;
  }

  /** A point and the sum of squares that the linear model promises there. */
  private record Trial(double[] beta, double promised) {}

  private Trial trial(double[] beta, double[] r, int[] free, double damping) {
    int m = free.length;
    double[][] slope = new double[m][];
    for (int k = 0; k < m; k++) {
      double h = 1e-6 * (Math.abs(beta[free[k]]) + 1e-6);
      double[] moved = beta.clone();
      moved[free[k]] += h;
      slope[k] = residuals(moved);
      for (int i = 0; i < r.length; i++) {
        slope[k][i] = (slope[k][i] - r[i]) / h;
      }
    }
    double[] cross = new double[m * m];
    double[] step = new double[m];
    for (int k = 0; k < m; k++) {
      step[k] = -dot(slope[k], r);
      for (int j = 0; j <= k; j++) {
        cross[k * m + j] = dot(slope[k], slope[j]);
      }
      cross[k * m + k] = cross[k * m + k] * (1 + damping) + 1e-300;
    }
    if (!Cholesky.factor(cross, m, 1e-14)) {
      return null;
    }
    Cholesky.solve(cross, m, step);
    double[] moved = beta.clone();
    double[] linear = r.clone();
    for (int k = 0; k < m; k++) {
      moved[free[k]] += step[k];
      for (int i = 0; i < r.length; i++) {
        linear[i] += slope[k][i] * step[k];
      }
    }
    return new Trial(moved, dot(linear, linear));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
