package dev.menlo.engine.cpu;

/**
 * The root of the elimination: X'V^{-1}X dbeta = X'V^{-1}w.
 *
 * <p>Factored as {@code E diag(d) E'} with the columns in their order; a pivot that is not above
 * {@link #ALIASED} of its diagonal entry marks an aliased column.
 */
final class RootSystem {
  /** Smallest pivot, against the diagonal, of a column that counts as independent. */
  private static final double ALIASED = 1e-12;

  private final int p;
  private final int[] xc;

  /** X'V^{-1}X, p x p by rows. */
  final double[] information;

  /** X'V^{-1}w. */
  final double[] score;

  private final double[] e;
  private final double[] d;

  RootSystem(ModelLayout layout) {
    p = layout.fixedEffects;
    xc = layout.fixedColumn;
    information = new double[p * p];
    score = new double[p];
    e = new double[p * p];
    d = new double[p];
  }

  /** Takes the blocks of the fixed effects from the root's packed triangle of [J w]. */
  void gather(double[] s, int m) {
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        information[i * p + j] = s[PackedTriangle.at(xc[i], xc[j])];
      }
      score[i] = s[PackedTriangle.at(m, xc[i])];
    }
  }

  /** Adds damping times given scales to the diagonal. */
  void damp(double damping, double[] scale) {
    for (int i = 0; i < p; i++) {
      information[i * p + i] += damping * scale[i];
    }
  }

  /** Factors the information; false if a column is aliased or the matrix indefinite. */
  boolean factor() {
    for (int i = 0; i < p; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = information[i * p + j];
        for (int l = 0; l < j; l++) {
          sum -= e[i * p + l] * e[j * p + l] * d[l];
        }
        if (i == j) {
          d[i] = sum;
          if (!(sum > ALIASED * Math.abs(information[i * p + i]))
              || sum == Double.POSITIVE_INFINITY) {
            return false;
          }
        } else {
          e[i * p + j] = sum / d[j];
        }
      }
    }
    return true;
  }

  /** log det of the factored information. */
  double logDet(LogDeterminant log) {
    log.clear();
    for (double pivot : d) {
      log.add(pivot);
    }
    return log.value();
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
}
