package dev.menlo.estimator.postestimation;

import dev.menlo.estimator.postestimation.ConstrainedModel.Step;

/**
 * Minimises a deviance subject to at most one equality, {@code min f(x), c(x) = 0}, within a trust
 * region (method.md, eq. 33; Nocedal and Wright 2006, section 18.5): a step is judged by what the
 * merit {@code f + mu |c|} falls by over what its model promised, and the radius follows that
 * ratio. Negative curvature is followed exactly, so that saddles are left also where the gradient
 * is zero, as it is at a variance of zero; a variance that belongs there stays there.
 *
 * <p>Where f ceases to exist, a variable at that edge is held, and let go again if f falls inwards:
 * the end is then the minimum on the edge, as near to it as {@link #EDGE} scaled units.
 */
final class ConstrainedTrustRegion {
  private static final int MOST_EVALUATIONS = 500;
  private static final double LARGEST_RADIUS = 3;
  private static final double SMALLEST_RADIUS = 1e-11;
  private static final double EDGE = 1e-8;

  /** Decrease of the deviance that is still worth a step. */
  private static final double DECREASE = 1e-11;

  /** The same where rounding stops the search before. */
  private static final double NEARLY = 1e-7;

  private static final double FEASIBLE = 1e-10;
  private static final int MOST_RELEASES = 4;

  private final Jet.Function f;
  private final Jet.Function c;
  private final boolean[] free;
  private final int n;

  /** Side on which the edge lies for a variable that is held there; 0 for the others. */
  private final double[] edge;

  private double[] x;
  private Jet fx;
  private Jet cx;
  private double radius;
  private double weight;
  private int releases;

  /**
   * What the search found.
   *
   * @param x the minimum
   * @param value f there; infinite if no point of the constraint lies in the domain of f
   */
  record Minimum(double[] x, double value) {}

  /**
   * A problem.
   *
   * @param c the constraint, or null
   * @param free per variable whether it may move
   */
  ConstrainedTrustRegion(Jet.Function f, Jet.Function c, boolean[] free) {
    this.f = f;
    this.c = c;
    this.free = free.clone();
    n = free.length;
    edge = new double[n];
  }

  /** The minimum near a start, or null if it was not reached. */
  Minimum from(double[] start) {
    radius = 1;
    weight = 0;
    releases = 0;
    x = start;
    fx = f.at(x);
    cx = constraint(x);
    if (fx == null || c != null && cx == null) {
      return null;
    }
    for (int k = 0; k < MOST_EVALUATIONS; k++) {
      ConstrainedModel model = new ConstrainedModel(fx, cx, free);
      if (model.cannotReach() && !isFeasible(FEASIBLE)) {
        return new Minimum(x, Double.POSITIVE_INFINITY);
      }
      boolean still = model.promised() < DECREASE && isFeasible(FEASIBLE);
      if (still && !release(model)) {
        return new Minimum(x, fx.value());
      }
      if (!still && radius < SMALLEST_RADIUS) {
        break;
      }
      if (!still) {
        attempt(model);
      }
    }
    boolean near = new ConstrainedModel(fx, cx, free).promised() < NEARLY && isFeasible(1e-8);
    return near ? new Minimum(x, fx.value()) : null;
  }

  private Jet constraint(double[] at) {
    return c == null ? null : c.at(at);
  }

  private boolean isFeasible(double tolerance) {
    return cx == null || Math.abs(cx.value()) < tolerance;
  }

  /** Tries a step, takes it or not, and sets the radius. */
  private void attempt(ConstrainedModel model) {
    Step step = model.step(radius);
    double promised = promised(model, step);
    Trial trial = trial(step.move());
    double ratio = trial == null ? Double.NEGATIVE_INFINITY : ratio(trial, promised);
    if (trial != null && cx != null && ratio < 0.25) {
      Trial corrected = trial(sum(step.move(), model.correction(trial.c.value())));
      double again = corrected == null ? ratio : ratio(corrected, promised);
      trial = again > ratio ? corrected : trial;
      ratio = Math.max(again, ratio);
    }
    if (trial == null && hold(model, step.move())) {
      radius = 1;
      return;
    }
    if (ratio < 0.25) {
      radius = 0.25 * step.length();
    } else if (ratio > 0.75 && step.length() > 0.8 * radius) {
      radius = Math.min(2 * radius, LARGEST_RADIUS);
    }
    if (ratio > 1e-4) {
      x = trial.x;
      fx = trial.f;
      cx = trial.c;
    }
  }

  private record Trial(double[] x, Jet f, Jet c) {}

  /** A point, or null where f or c does not exist. */
  private Trial trial(double[] move) {
    double[] next = sum(x, move);
    Jet f1 = f.at(next);
    Jet c1 = f1 == null ? null : constraint(next);
    boolean exists = f1 != null && Double.isFinite(f1.value()) && (c == null || c1 != null);
    return exists ? new Trial(next, f1, c1) : null;
  }

  /**
   * What the merit falls by under the model; first raises its weight until the constraint counts
   * for enough of it.
   */
  private double promised(ConstrainedModel model, Step step) {
    double gain = cx == null ? 0 : Math.abs(cx.value()) - step.violation();
    weight = Math.max(weight, 1.5 * Math.abs(model.multiplier()));
    if (gain > 0) {
      weight = Math.max(weight, step.change() / (0.7 * gain));
    }
    return weight * gain - step.change();
  }

  /** Actual over promised decrease of the merit; 1 where both drown in rounding. */
  private double ratio(Trial trial, double promised) {
    double gain = cx == null ? 0 : Math.abs(cx.value()) - Math.abs(trial.c.value());
    double actual = fx.value() - trial.f.value() + weight * gain;
    double noise = 1e-12 * (1 + Math.abs(fx.value()));
    return Math.abs(actual) < noise && promised < 100 * noise ? 1 : actual / promised;
  }

  /** Holds the variables that a step would take out of the domain from its very edge. */
  private boolean hold(ConstrainedModel model, double[] move) {
    boolean held = false;
    for (int i = 0; i < n; i++) {
      double[] probe = new double[n];
      probe[i] = Math.signum(move[i]) * EDGE * model.scale(i);
      if (free[i] && probe[i] != 0 && trial(probe) == null) {
        free[i] = false;
        edge[i] = Math.signum(move[i]);
        held = true;
      }
    }
    return held;
  }

  /** Lets variables go from whose edge f falls inwards; false if there is none. */
  private boolean release(ConstrainedModel model) {
    boolean released = false;
    for (int i = 0; i < n && releases < MOST_RELEASES; i++) {
      if (edge[i] != 0 && edge[i] * model.slope(i) > 0) {
        edge[i] = 0;
        free[i] = true;
        released = true;
      }
    }
    releases += released ? 1 : 0;
    radius = released ? EDGE : radius;
    return released;
  }

  private static double[] sum(double[] a, double[] b) {
    double[] out = a.clone();
    for (int i = 0; i < a.length; i++) {
      out[i] += b[i];
    }
    return out;
  }
}
