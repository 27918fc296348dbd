package dev.menlo.estimator;

import dev.menlo.engine.program.Derivatives;
import dev.menlo.engine.program.Interpreter;
import dev.menlo.engine.program.ParameterDerivatives;
import dev.menlo.estimator.algebra.Cholesky;
import dev.menlo.estimator.algebra.Damping;
import dev.menlo.model.LoweredResidual;

/**
 * The unconstrained delta of residual parameters given on their natural scale: Gauss-Newton on the
 * structure's own program, damped, from its default start.
 */
final class ResidualStart {
  private static final int STEPS = 60;
  private static final double LEAST_DAMPING = 1e-12;

  private final LoweredResidual residual;
  private final ParameterDerivatives natural;
  private final Interpreter interpreter;
  private final int r;
  private final double logSigma;

  ResidualStart(LoweredResidual residual) {
    this(residual, 0);
  }

  /** For natural parameters that depend on sigma too, such as the other variances of strata. */
  ResidualStart(LoweredResidual residual, double logSigma) {
    this.residual = residual;
    this.logSigma = logSigma;
    this.r = residual.spec().parameters();
    this.natural = Derivatives.inParameters(residual.natural(), r + 1, 1);
    this.interpreter = new Interpreter(natural.program());
  }

  /**
   * The delta.
   *
   * @param target natural parameters in table order, NaN where none is given; the first (the
   *     residual variance) is ignored, since sigma is not part of delta
   */
  double[] delta(double[] target) {
    double[] delta = residual.start();
    boolean any = false;
    for (int i = 1; i < target.length; i++) {
      any |= !Double.isNaN(target[i]);
    }
    double damping = 1e-3;
    double[] now = any ? evaluate(delta) : null;
    for (int step = 0; any && step < STEPS; step++) {
      Trial trial = step(delta, now, target, damping);
      double[] then = evaluate(trial.delta());
      double rho = Damping.ratio(distance(now, target), distance(then, target), trial.promised());
      damping = Math.max(LEAST_DAMPING, Damping.after(damping, rho));
      if (rho > Damping.TAKEN) {
        delta = trial.delta();
        now = then;
      }
    }
    return delta;
  }

  /** The natural parameters at a delta, then their derivatives. */
  double[] evaluate(double[] delta) {
    double[] withLogSigma = java.util.Arrays.copyOf(delta, r + 1);
    withLogSigma[r] = logSigma;
    return interpreter
        .evaluate(
            Interpreter.Row.ofResidual(new double[0], new double[0], Double.NaN, withLogSigma))
        .clone();
  }

  private static double distance(double[] values, double[] target) {
    double sum = 0;
    for (int i = 1; i < target.length; i++) {
      double miss = Double.isNaN(target[i]) ? 0 : values[i] - target[i];
      sum += miss * miss;
    }
    return Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum;
  }

  /** A delta and the distance that the linear model promises there. */
  private record Trial(double[] delta, double promised) {}

  private Trial step(double[] delta, double[] values, double[] target, double damping) {
    double[] cross = new double[r * r];
    double[] right = new double[r];
    for (int i = 1; i < target.length; i++) {
      if (Double.isNaN(target[i])) {
        continue;
      }
      for (int a = 0; a < r; a++) {
        double x = values[natural.first(i, a)];
        right[a] += x * (target[i] - values[i]);
        for (int b = 0; b < r; b++) {
          cross[a * r + b] += x * values[natural.first(i, b)];
        }
      }
    }
    for (int a = 0; a < r; a++) {
      cross[a * r + a] += damping * (1 + cross[a * r + a]);
    }
    if (!Cholesky.factor(cross, r, 1e-300)) {
      return new Trial(delta, distance(values, target));
    }
    Cholesky.solve(cross, r, right);
    double[] trial = delta.clone();
    double[] linear = values.clone();
    for (int a = 0; a < r; a++) {
      trial[a] += right[a];
      for (int i = 1; i < target.length; i++) {
        linear[i] += values[natural.first(i, a)] * right[a];
      }
    }
    return new Trial(trial, distance(linear, target));
  }
}
