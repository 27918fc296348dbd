package dev.menlo.engine.cuda;

import dev.menlo.engine.program.ElementaryFunctions;

/**
 * The root of the elimination of one fit, X'V^{-1}X dbeta = X'V^{-1}w, factored on the host as
 * {@code E diag(d) E'}. A pivot that is not above 1e-12 of its diagonal entry marks an aliased
 * column.
 */
final class RootSystem {
  private static final double ALIASED = 1e-12;

  private final int p;
  private final int[] column;

  /** X'V^{-1}X, p x p by rows. */
  final double[] information;

  /** X'V^{-1}w. */
  final double[] score;

  private final double[] e;
  private final double[] d;

  RootSystem(ModelShape shape) {
    p = shape.fixedEffects;
    column = shape.fixedColumn;
    information = new double[p * p];
    score = new double[p];
    e = new double[p * p];
    d = new double[p];
  }

  /** Takes the blocks of the fixed effects from a packed cross-product of [J w] of order m + 1. */
  void gather(double[] s, int at, int m) {
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        information[i * p + j] = s[at + ModelShape.at(column[i], column[j])];
      }
      score[i] = s[at + ModelShape.at(m, column[i])];
    }
  }

  /** Adds damping times given scales to the diagonal. */
  void damp(double damping, double[] scale, int at) {
    for (int i = 0; i < p; i++) {
      information[i * p + i] += damping * scale[at + i];
    }
  }

  /** Factors the information; false if a column is aliased or the matrix indefinite. */
  boolean factor() {
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < i; j++) {
        double sum = information[i * p + j];
        for (int l = 0; l < j; l++) {
          sum -= e[i * p + l] * e[j * p + l] * d[l];
        }
        e[i * p + j] = sum / d[j];
      }
      double pivot = information[i * p + i];
      double diagonal = Math.abs(pivot);
      for (int l = 0; l < i; l++) {
        pivot -= e[i * p + l] * e[i * p + l] * d[l];
      }
      d[i] = pivot;
      if (!(pivot > ALIASED * diagonal) || pivot == Double.POSITIVE_INFINITY) {
        return false;
      }
    }
    return true;
  }

  /** log det of the factored information. */
  double logDet() {
    double sum = 0;
    for (double pivot : d) {
      sum += ElementaryFunctions.log(pivot);
    }
    return sum;
  }

  /** Solves for one right-hand side; x may be the right-hand side itself. */
  void solve(double[] rhs, int rhsAt, double[] x, int xAt) {
    for (int i = 0; i < p; i++) {
      double sum = rhs[rhsAt + i];
      for (int j = 0; j < i; j++) {
        sum -= e[i * p + j] * x[xAt + j];
      }
      x[xAt + i] = sum;
    }
    for (int i = p - 1; i >= 0; i--) {
      double sum = x[xAt + i] / d[i];
      for (int j = i + 1; j < p; j++) {
        sum -= e[j * p + i] * x[xAt + j];
      }
      x[xAt + i] = sum;
    }
  }

  /** The inverse of the information, p x p by rows, at a place. */
  void inverse(double[] into, int at) {
    double[] unit = new double[p];
    for (int i = 0; i < p; i++) {
      java.util.Arrays.fill(unit, 0);
      unit[i] = 1;
      solve(unit, 0, into, at + i * p);
    }
  }
}
