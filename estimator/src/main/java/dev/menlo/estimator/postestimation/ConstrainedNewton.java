package dev.menlo.estimator.postestimation;

import dev.menlo.estimator.algebra.SymmetricEigen;

/**
 * Minimises a deviance subject to at most one equality, {@code min f(x), c(x) = 0}, by Newton steps
 * on the Lagrangian in the null space of the constraint's gradient, with a merit function {@code f
 * + mu |c|} for global convergence (Nocedal and Wright 2006, sections 15.3 and 18.3). Eigenvalues
 * of the reduced Hessian enter by absolute value, so that saddles are left.
 */
final class ConstrainedNewton {
  private static final int MOST_STEPS = 100;
  private static final int MOST_HALVINGS = 30;

  /** Largest length of a step, in units of one over the root of the curvature of f. */
  private static final double RADIUS = 3;

  /** Decrease of the deviance that is still worth a step. */
  private static final double DECREASE = 1e-11;

  private static final double FEASIBLE = 1e-10;

  private final Jet.Function f;
  private final Jet.Function c;
  private final boolean[] free;
  private final int n;

  /** What the search found. */
  record Minimum(double[] x, double value) {}

  /**
   * A problem.
   *
   * @param c the constraint, or null
   * @param free per variable whether it may move
   */
  ConstrainedNewton(Jet.Function f, Jet.Function c, boolean[] free) {
    this.f = f;
    this.c = c;
    this.free = free;
    this.n = free.length;
  }

  /** The minimum near a start, or null if it was not reached. */
  Minimum from(double[] start) {
    double[] x = start.clone();
    Jet fx = f.at(x);
    Jet cx = constraint(x);
    if (fx == null || cx == null) {
      return null;
    }
    if (n == 0) {
      return new Minimum(x, fx.value());
    }
    for (int k = 0; k < MOST_STEPS; k++) {
      Step step = step(fx, cx);
      if (step.predicted < DECREASE && Math.abs(cx.value()) < FEASIBLE) {
        return new Minimum(x, fx.value());
      }
      double[] next = moved(x, step, fx.value(), cx.value());
      if (next == null) {
        boolean still = step.predicted < 1e-6 && Math.abs(cx.value()) < 1e-7;
        return still ? new Minimum(x, fx.value()) : null;
      }
      x = next;
      fx = f.at(x);
      cx = constraint(x);
    }
    return null;
  }

  private Jet constraint(double[] x) {
    return c == null ? new Jet(0, new double[n], new double[n * n]) : c.at(x);
  }

  /** A direction, the weight of the constraint in the merit, and the decrease it promises. */
  private record Step(double[] direction, double weight, double predicted) {}

  private Step step(Jet fx, Jet cx) {
    double[] scale = scale(fx.hessian());
    double[] g = new double[n];
    double[] a = new double[n];
    for (int i = 0; i < n; i++) {
      g[i] = fx.gradient()[i] * scale[i];
      a[i] = cx.gradient()[i] * scale[i];
    }
    double aa = dot(a, a);
    double lambda = aa > 0 ? -dot(a, g) / aa : 0;
    double[] w = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        w[i * n + j] =
            (fx.hessian()[i * n + j] + lambda * cx.hessian()[i * n + j]) * scale[i] * scale[j];
      }
    }
    double[] d = new double[n];
    for (int i = 0; i < n && aa > 0; i++) {
      d[i] = -cx.value() * a[i] / aa;
    }
    double predicted = addTangent(d, g, w, a, aa);
    double length = Math.sqrt(dot(d, d));
    double shrink = length > RADIUS ? RADIUS / length : 1;
    for (int i = 0; i < n; i++) {
      d[i] *= scale[i] * shrink;
    }
    return new Step(d, 2 * Math.abs(lambda) + 1, predicted);
  }

  /** Adds the Newton step within the null space of a; returns the decrease that it promises. */
  private double addTangent(double[] d, double[] g, double[] w, double[] a, double aa) {
    double[] basis = basis(a, aa);
    int m = basis.length / n;
    double[] right = times(w, d);
    double[] reduced = new double[m];
    double[] hessian = new double[m * m];
    for (int i = 0; i < m; i++) {
      double[] row = java.util.Arrays.copyOfRange(basis, i * n, (i + 1) * n);
      double[] wr = times(w, row);
      for (int k = 0; k < n; k++) {
        reduced[i] += row[k] * (g[k] + right[k]);
      }
      for (int j = 0; j < m; j++) {
        for (int k = 0; k < n; k++) {
          hessian[i * m + j] += wr[k] * basis[j * n + k];
        }
      }
    }
    SymmetricEigen eigen = SymmetricEigen.of(hessian, m);
    double predicted = 0;
    for (int e = 0; e < m; e++) {
      double along = 0;
      for (int i = 0; i < m; i++) {
        along -= eigen.vectors()[e * m + i] * reduced[i];
      }
      double size = Math.max(Math.abs(eigen.values()[e]), 1e-9);
      predicted += 0.5 * along * along / size;
      for (int i = 0; i < m; i++) {
        for (int k = 0; k < n; k++) {
          d[k] += along / size * eigen.vectors()[e * m + i] * basis[i * n + k];
        }
      }
    }
    return predicted;
  }

  /** An orthonormal basis of what is free and orthogonal to a, one vector a row. */
  private double[] basis(double[] a, double aa) {
    double[] rows = new double[n * n];
    int m = 0;
    double[][] kept = new double[n + 1][];
    int known = 0;
    if (aa > 0) {
      kept[known++] = scaled(a, 1 / Math.sqrt(aa));
    }
    int dimension = -known;
    for (boolean f0 : free) {
      dimension += f0 ? 1 : 0;
    }
    boolean[] used = new boolean[n];
    while (m < dimension) {
      double[] best = null;
      double longest = -1;
      int which = -1;
      for (int i = 0; i < n; i++) {
        if (free[i] && !used[i]) {
          double[] v = orthogonal(i, kept, known);
          double length = dot(v, v);
          if (length > longest) {
            longest = length;
            best = v;
            which = i;
          }
        }
      }
      used[which] = true;
      kept[known] = scaled(best, 1 / Math.sqrt(longest));
      System.arraycopy(kept[known++], 0, rows, m++ * n, n);
    }
    return java.util.Arrays.copyOf(rows, m * n);
  }

  /** e_i less its part in the span of some orthonormal vectors, taken off twice. */
  private double[] orthogonal(int i, double[][] kept, int known) {
    double[] v = new double[n];
    v[i] = 1;
    for (int pass = 0; pass < 2; pass++) {
      for (int k = 0; k < known; k++) {
        double along = dot(v, kept[k]);
        for (int j = 0; j < n; j++) {
          v[j] -= along * kept[k][j];
        }
      }
    }
    return v;
  }

  private double[] moved(double[] x, Step step, double fx, double cx) {
    double merit = fx + step.weight * Math.abs(cx);
    double noise = 1e-13 * Math.abs(fx);
    for (double t = 1, k = 0; k < MOST_HALVINGS; t /= 2, k++) {
      double[] next = x.clone();
      for (int i = 0; i < n; i++) {
        next[i] += t * step.direction[i];
      }
      Jet f1 = f.at(next);
      Jet c1 = f1 == null ? null : constraint(next);
      if (c1 != null && f1.value() + step.weight * Math.abs(c1.value()) < merit + noise) {
        return next;
      }
    }
    return null;
  }

  /** One over the root of the curvature; 0 for what is held. */
  private double[] scale(double[] hessian) {
    double top = 0;
    for (int i = 0; i < n; i++) {
      top = free[i] ? Math.max(top, Math.abs(hessian[i * n + i])) : top;
    }
    double[] scale = new double[n];
    for (int i = 0; i < n; i++) {
      double h = Math.max(Math.abs(hessian[i * n + i]), 1e-12 * top + 1e-300);
      scale[i] = free[i] ? 1 / Math.sqrt(h) : 0;
    }
    return scale;
  }

  private double[] times(double[] w, double[] x) {
    double[] out = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        out[i] += w[i * n + j] * x[j];
      }
    }
    return out;
  }

  private static double[] scaled(double[] a, double factor) {
    double[] out = a.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] *= factor;
    }
    return out;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
