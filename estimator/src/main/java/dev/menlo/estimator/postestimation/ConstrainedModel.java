package dev.menlo.estimator.postestimation;

import dev.menlo.estimator.algebra.BoundedQuadratic;
import dev.menlo.estimator.algebra.NullSpace;

/**
 * The quadratic model of {@code min f(x), c(x) = 0} at a point, in variables scaled by the
 * curvature of f (method.md, eq. 33):
 *
 * <pre>f + g's + s'Ws/2,   c + a's,   W = Hf + lambda Hc,   lambda = -a'g / a'a</pre>
 */
final class ConstrainedModel {
  /** Share of the radius that the step towards the constraint may take. */
  private static final double NORMAL_SHARE = 0.8;

  private final Jet f;
  private final Jet c;
  private final boolean[] free;
  private final int n;
  private final double[] scale;
  private final double[] g;
  private final double[] a;
  private final double[] w;
  private final double[] basis;
  private final double squared;
  private final double multiplier;

  /**
   * A step.
   *
   * @param move the step in x
   * @param length its length in scaled variables
   * @param change what the model of f changes by, without the constraint's multiplier
   * @param violation |c + a's|
   */
  record Step(double[] move, double length, double change, double violation) {}

  /**
   * The model at a point.
   *
   * @param c the constraint, or null for none
   * @param free per variable whether it may move
   */
  ConstrainedModel(Jet f, Jet c, boolean[] free) {
    this.f = f;
    this.c = c;
    this.free = free;
    n = free.length;
    scale = scale();
    g = scaled(f.gradient());
    a = c == null ? new double[n] : scaled(c.gradient());
    squared = dot(a, a);
    multiplier = squared > 0 ? -dot(a, g) / squared : 0;
    w = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double bend = c == null ? 0 : multiplier * c.hessian()[i * n + j];
        w[i * n + j] = (f.hessian()[i * n + j] + bend) * scale[i] * scale[j];
      }
    }
    basis = NullSpace.of(a, free);
  }

  /** One over the root of the curvature of f (1 where f has none); 0 for what is held. */
  private double[] scale() {
    double top = 0;
    for (int i = 0; i < n; i++) {
      top = free[i] ? Math.max(top, Math.abs(f.hessian()[i * n + i])) : top;
    }
    double[] size = new double[n];
    for (int i = 0; i < n; i++) {
      double curvature = Math.max(Math.abs(f.hessian()[i * n + i]), 1e-12 * top);
      size[i] = free[i] ? top > 0 ? 1 / Math.sqrt(curvature) : 1 : 0;
    }
    return size;
  }

  /** lambda, the multiplier of the constraint. */
  double multiplier() {
    return multiplier;
  }

  /** The natural size of a variable. */
  double scale(int i) {
    return scale[i];
  }

  /** Whether nothing that may move changes the constraint. */
  boolean cannotReach() {
    return c != null && squared == 0;
  }

  /** What f still falls by along the constraint within a radius of 1, by the model. */
  double promised() {
    return tangential(new double[n]).decrease(1);
  }

  /** Derivative of the Lagrangian in a variable, held or not. */
  double slope(int i) {
    return f.gradient()[i] + (c == null ? 0 : multiplier * c.gradient()[i]);
  }

  /**
   * Towards the constraint within a share of the radius, then to the minimum along it within the
   * rest (Byrd and Omojokun; Nocedal and Wright 2006, section 18.5).
   */
  Step step(double radius) {
    double[] s = toConstraint(c == null ? 0 : c.value(), NORMAL_SHARE * radius);
    double rest = Math.sqrt(Math.max(0, radius * radius - dot(s, s)));
    double[] t = tangential(s).step(rest);
    for (int k = 0; k < t.length; k++) {
      for (int i = 0; i < n; i++) {
        s[i] += t[k] * basis[k * n + i];
      }
    }
    double change = dot(g, s) + 0.5 * dot(s, times(s));
    double violation = c == null ? 0 : Math.abs(c.value() + dot(a, s));
    return new Step(unscaled(s), Math.sqrt(dot(s, s)), change, violation);
  }

  /** The shortest step that makes up for a value of the constraint. */
  double[] correction(double value) {
    return unscaled(toConstraint(value, Double.POSITIVE_INFINITY));
  }

  private double[] toConstraint(double value, double most) {
    double[] s = new double[n];
    if (squared > 0) {
      double length = Math.abs(value) / Math.sqrt(squared);
      double factor = -value / squared * (length > most ? most / length : 1);
      for (int i = 0; i < n; i++) {
        s[i] = factor * a[i];
      }
    }
    return s;
  }

  /** The model along the constraint, after a step. */
  private BoundedQuadratic tangential(double[] s) {
    int m = n == 0 ? 0 : basis.length / n;
    double[] moved = times(s);
    double[] reduced = new double[m];
    double[] hessian = new double[m * m];
    for (int i = 0; i < m; i++) {
      double[] row = java.util.Arrays.copyOfRange(basis, i * n, (i + 1) * n);
      double[] wr = times(row);
      reduced[i] = dot(row, g) + dot(row, moved);
      for (int j = 0; j < m; j++) {
        for (int k = 0; k < n; k++) {
          hessian[i * m + j] += wr[k] * basis[j * n + k];
        }
      }
    }
    return new BoundedQuadratic(reduced, hessian);
  }

  private double[] scaled(double[] gradient) {
    double[] out = new double[n];
    for (int i = 0; i < n; i++) {
      out[i] = gradient[i] * scale[i];
    }
    return out;
  }

  private double[] unscaled(double[] s) {
    return scaled(s);
  }

  private double[] times(double[] x) {
    double[] out = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        out[i] += w[i * n + j] * x[j];
      }
    }
    return out;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
