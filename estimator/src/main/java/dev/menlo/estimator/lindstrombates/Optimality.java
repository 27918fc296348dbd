package dev.menlo.estimator.lindstrombates;

import dev.menlo.estimator.Outcome;
import dev.menlo.estimator.algebra.Damping;
import dev.menlo.estimator.algebra.SymmetricEigen;
import dev.menlo.estimator.covariance.Boundary;
import dev.menlo.estimator.covariance.Boundary.Direction;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;
import java.util.List;

/**
 * Whether a fixed point is a maximum of its own linearised likelihood, judged on D (method.md, eq.
 * 12): dd/dLambda = 2 G Lambda vanishes for every zero column of Lambda, so a saddle at a zero
 * variance passes any gradient test in Lambda. Required: positive curvature on the range of D, and
 * n'Gn &gt;= 0 for n in its null space, within the structure. Otherwise the fit leaves the saddle
 * along D + eps n n'.
 */
final class Optimality {
  private static final double SLOPE = 1e-3;
  private static final double CURVATURE = 1e-7;
  private static final double ZERO_PIVOT = 1e-8;
  private static final int MOST_ESCAPES = 6;

  /** First step off the boundary in the fallback, where longer ones lead back. */
  private static final double SHORT = 4e-3;

  private final LmeStep lme;
  private final RandomEffectsCovariance covariance;
  private final Boundary boundary;

  Optimality(LmeStep lme, RandomEffectsCovariance covariance) {
    this.lme = lme;
    this.covariance = covariance;
    this.boundary = new Boundary(covariance);
  }

  /**
   * Examines a certified fit whose deviance was just evaluated at psi.
   *
   * @return whether it is a maximum; if not, its psi has moved away from the saddle
   */
  boolean holds(int f, FitState fit) {
    if (fit.psi.length == 0) {
      return true;
    }
    if (snapToZero(f, fit)) {
      return false;
    }
    if (fit.escapes >= MOST_ESCAPES && fit.mixing != null) {
      fit.end(Outcome.NOT_CONVERGED, "every way ends in a saddle of the linearised likelihood");
      return false;
    }
    return !leaveBoundary(f, fit) && !leaveInterior(f, fit);
  }

  /** Whether a fit has come back to saddles too often for the plain alternation. */
  static boolean returns(FitState fit) {
    return fit.escapes >= MOST_ESCAPES / 2 && fit.mixing == null;
  }

  /** Makes negligible pivots of D exactly zero where the likelihood does not mind. */
  private boolean snapToZero(int f, FitState fit) {
    double[] snapped = boundary.snapped(fit.psi, fit.typical, ZERO_PIVOT);
    if (java.util.Arrays.equals(snapped, fit.psi)) {
      return false;
    }
    if (lme.valueAt(f, snapped) > fit.deviance.value + 1e-6) {
      return false;
    }
    System.arraycopy(snapped, 0, fit.psi, 0, snapped.length);
    return true;
  }

  private boolean leaveBoundary(int f, FitState fit) {
    List<Direction> directions =
        boundary.directions(fit.psi, fit.deviance.gradientInD, fit.typical);
    Direction steepest = null;
    fit.boundarySlope = Double.NaN;
    for (Direction d : directions) {
      if (steepest == null || d.slope() < steepest.slope()) {
        steepest = d;
      }
    }
    if (steepest == null) {
      return false;
    }
    fit.boundarySlope = steepest.slope();
    if (steepest.slope() >= -SLOPE) {
      return false;
    }
    fit.saddleBeta = fit.beta.clone();
    fit.saddlePsi = fit.psi.clone();
    fit.saddleSlope = steepest.slope();
    double[] best = null;
    double least = fit.deviance.value;
    double first = fit.mixing == null ? 1 : SHORT;
    for (double eps = first; eps > 1e-6; eps /= 4) {
      double[] psi = boundary.moved(fit.psi, steepest, eps);
      double value = lme.valueAt(f, psi);
      double promised = -eps * steepest.slope();
      if (value < least && fit.deviance.value - value > Damping.TAKEN * promised) {
        least = value;
        best = psi;
      } else if (best != null) {
        break;
      }
    }
    if (best == null) {
      return false;
    }
    System.arraycopy(best, 0, fit.psi, 0, best.length);
    fit.escapes++;
    fit.remark = "left a saddle at zero variance: " + steepest.name();
    return true;
  }

  private boolean leaveInterior(int f, FitState fit) {
    int n = fit.psi.length;
    boolean[] free = covariance.free(fit.psi, n);
    double[] scaled = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        scaled[i * n + j] =
            free[i] && free[j]
                ? fit.deviance.hessian[i * n + j] * fit.scale[i] * fit.scale[j]
                : i == j ? Double.MAX_VALUE : 0;
      }
    }
    SymmetricEigen eigen = SymmetricEigen.of(scaled, n);
    fit.curvature = eigen.values()[0];
    double top = Math.max(1, largestFinite(eigen.values()));
    if (fit.curvature >= -CURVATURE * top) {
      return false;
    }
    double sign = 0;
    for (int i = 0; i < n; i++) {
      sign -= eigen.vectors()[i] * fit.deviance.gradient[i] * fit.scale[i];
    }
    double[] along = new double[n];
    for (int i = 0; i < n; i++) {
      along[i] = Math.copySign(1, sign) * eigen.vectors()[i] * fit.scale[i];
    }
    double[] next = lower(f, fit, along, Math.abs(sign));
    System.arraycopy(next, 0, fit.psi, 0, n);
    fit.escapes++;
    fit.remark = "left a saddle along negative curvature";
    return true;
  }

  /**
   * The first point along a direction of negative curvature, from a step of 0.1 down, at which the
   * deviance has fallen by a safe share of what slope and curvature promise; the nearest one if
   * rounding hides it.
   *
   * @param slope by how much the deviance falls along it at first
   */
  private double[] lower(int f, FitState fit, double[] along, double slope) {
    double[] psi = fit.psi.clone();
    for (double step = 0.1; step > 1e-4; step /= 4) {
      for (int i = 0; i < psi.length; i++) {
        psi[i] = fit.psi[i] + step * along[i];
      }
      double promised = step * (slope - 0.5 * step * fit.curvature);
      if (fit.deviance.value - lme.valueAt(f, psi) > Damping.TAKEN * promised) {
        break;
      }
    }
    return psi;
  }

  private static double largestFinite(double[] values) {
    double top = 0;
    for (double value : values) {
      if (value < Double.MAX_VALUE) {
        top = Math.max(top, value);
      }
    }
    return top;
  }
}
