package dev.menlo.engine.nd4j;

/** The p x p root of the elimination, on the host: X'V^{-1}X dbeta = X'V^{-1}w. */
final class RootSystem {
  /** Smallest pivot, against the diagonal, of a column that counts as independent. */
  private static final double ALIASED = 1e-12;

  private final int p;

  /** X'V^{-1}X. */
  final double[][] information;

  /** X'V^{-1}w. */
  final double[] score;

  private final double[][] e;
  private final double[] d;

  /**
   * Takes the blocks of the fixed effects.
   *
   * @param s cross-product of [J w], N x N
   * @param columns of the fixed effects
   */
  RootSystem(double[][] s, int[] columns) {
    p = columns.length;
    information = new double[p][p];
    score = new double[p];
    e = new double[p][p];
    d = new double[p];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        information[i][j] = s[columns[i]][columns[j]];
      }
      score[i] = s[s.length - 1][columns[i]];
    }
  }

  /** Adds damping times a scale to the diagonal. */
  void damp(double damping, double[] scale) {
    for (int i = 0; i < p; i++) {
      information[i][i] += damping * scale[i];
    }
  }

  /** Factors E diag(d) E'; false if a column is aliased or the matrix indefinite. */
  boolean factor() {
    for (int i = 0; i < p; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = information[i][j];
        for (int l = 0; l < j; l++) {
          sum -= e[i][l] * e[j][l] * d[l];
        }
        if (j < i) {
          e[i][j] = sum / d[j];
          continue;
        }
        d[i] = sum;
        if (!(sum > ALIASED * Math.abs(information[i][i])) || Double.isInfinite(sum)) {
          return false;
        }
      }
    }
    return true;
  }

  double logDeterminant() {
    double sum = 0;
    for (double pivot : d) {
      sum += Math.log(pivot);
    }
    return sum;
  }

  /** Solves for one right-hand side, which is not modified. */
  double[] solve(double[] rhs) {
    double[] x = rhs.clone();
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < i; j++) {
        x[i] -= e[i][j] * x[j];
      }
    }
    for (int i = p - 1; i >= 0; i--) {
      x[i] /= d[i];
      for (int j = i + 1; j < p; j++) {
        x[i] -= e[j][i] * x[j];
      }
    }
    return x;
  }

  /** {@code X'V^{-1}X^{-1} A}, column by column. */
  double[][] solve(double[][] a) {
    double[][] out = new double[p][p];
    for (int j = 0; j < p; j++) {
      double[] column = new double[p];
      for (int i = 0; i < p; i++) {
        column[i] = a[i][j];
      }
      double[] x = solve(column);
      for (int i = 0; i < p; i++) {
        out[i][j] = x[i];
      }
    }
    return out;
  }
}
