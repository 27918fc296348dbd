package dev.menlo.estimator.algebra;

import java.util.Arrays;

/** Orthonormal bases of the steps that some coordinates allow and a linear constraint leaves. */
public final class NullSpace {
  private NullSpace() {}

  /**
   * A basis of {@code {s : a's = 0, s_i = 0 where i is not free}}, by Gram and Schmidt on the unit
   * vectors, the longest remainder first, each orthogonalised twice.
   *
   * @param a n, 0 where not free; all 0 for no constraint
   * @param free n
   * @return the basis, one vector a row, row-major
   */
  public static double[] of(double[] a, boolean[] free) {
    int n = a.length;
    double length = Math.sqrt(dot(a, a));
    double[][] known = new double[n + 1][];
    int count = 0;
    if (length > 0) {
      known[count++] = scaled(a, 1 / length);
    }
    int constraints = count;
    int dimension = 0;
    for (boolean f : free) {
      dimension += f ? 1 : 0;
    }
    boolean[] used = new boolean[n];
    while (count < dimension) {
      int which = -1;
      double[] longest = null;
      for (int i = 0; i < n; i++) {
        double[] v = free[i] && !used[i] ? remainder(i, known, count, n) : null;
        if (v != null && (longest == null || dot(v, v) > dot(longest, longest))) {
          longest = v;
          which = i;
        }
      }
      used[which] = true;
      known[count++] = scaled(longest, 1 / Math.sqrt(dot(longest, longest)));
    }
    double[] rows = new double[(count - constraints) * n];
    for (int k = constraints; k < count; k++) {
      System.arraycopy(known[k], 0, rows, (k - constraints) * n, n);
    }
    return rows;
  }

  /** e_i less its part in the span of some orthonormal vectors, taken off twice. */
  private static double[] remainder(int i, double[][] known, int count, int n) {
    double[] v = new double[n];
    v[i] = 1;
    for (int pass = 0; pass < 2; pass++) {
      for (int k = 0; k < count; k++) {
        double along = dot(v, known[k]);
        for (int j = 0; j < n; j++) {
          v[j] -= along * known[k][j];
        }
      }
    }
    return v;
  }

  private static double[] scaled(double[] a, double factor) {
    return Arrays.stream(a).map(x -> factor * x).toArray();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
