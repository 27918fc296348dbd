package dev.menlo.estimator.postestimation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A joint Wald test {@code h' (G V G')^{-1} h} (method.md, eq. 18).
 *
 * @param constraints what was tested, as written
 * @param dropped those of them that follow from the ones before, or that hold of no estimate's
 *     doing, and do not count
 * @param chi2 the statistic; NaN if nothing could be tested
 * @param df number of constraints that count
 * @param p upper tail of chi2(df)
 * @param vce rule of the covariance
 */
public record WaldTest(
    List<String> constraints, List<String> dropped, double chi2, int df, double p, Vce vce) {
  /** A pivot below this fraction of its variance: the constraint follows from those before. */
  private static final double DEPENDENT = 1e-10;

  /** Copies the lists. */
  public WaldTest {
    constraints = List.copyOf(constraints);
    dropped = List.copyOf(dropped);
  }

  /**
   * Tests that functions are 0.
   *
   * @param h their values
   * @param v their covariance, k x k
   * @throws IllegalArgumentException if constraints contradict each other, or one has no covariance
   */
  static WaldTest of(List<String> constraints, double[] h, double[] v, Vce vce) {
    int k = h.length;
    List<String> dropped = new ArrayList<>();
    double[] l = new double[k * k];
    double[] z = new double[k];
    double chi2 = 0;
    int df = 0;
    for (int i = 0; i < k; i++) {
      requireFinite(constraints.get(i), v[i * k + i], h[i]);
      double pivot = forward(l, v, i, k);
      double rest = h[i];
      for (int j = 0; j < i; j++) {
        rest -= l[i * k + j] * z[j];
      }
      if (!(pivot > DEPENDENT * v[i * k + i])) {
        requireConsistent(constraints.get(i), rest, h[i], v[i * k + i]);
        dropped.add(constraints.get(i));
        Arrays.fill(l, i * k, (i + 1) * k, 0);
        continue;
      }
      l[i * k + i] = Math.sqrt(pivot);
      z[i] = rest / l[i * k + i];
      chi2 += z[i] * z[i];
      df++;
    }
    double p = df == 0 ? Double.NaN : ChiSquared.upperTail(chi2, df);
    return new WaldTest(constraints, dropped, df == 0 ? Double.NaN : chi2, df, p, vce);
  }

  /** Row i of the Cholesky factor, where dropped rows are 0; returns its pivot. */
  private static double forward(double[] l, double[] v, int i, int k) {
    double pivot = v[i * k + i];
    for (int j = 0; j < i; j++) {
      if (l[j * k + j] == 0) {
        continue;
      }
      double sum = v[i * k + j];
      for (int a = 0; a < j; a++) {
        sum -= l[i * k + a] * l[j * k + a];
      }
      l[i * k + j] = sum / l[j * k + j];
      pivot -= l[i * k + j] * l[i * k + j];
    }
    return pivot;
  }

  private static void requireFinite(String constraint, double variance, double value) {
    if (!Double.isFinite(variance) || !Double.isFinite(value)) {
      throw new IllegalArgumentException(
          constraint
              + " cannot be tested: an estimate in it has no standard error (a variance of 0, or a"
              + " fit with nostderr)");
    }
  }

  private static void requireConsistent(
      String constraint, double rest, double value, double variance) {
    double size = Math.max(Math.abs(value), Math.sqrt(variance));
    if (Math.abs(rest) > 1e-6 * Math.max(size, 1e-300) && Math.abs(rest) > 1e-9) {
      throw new IllegalArgumentException(
          constraint + " contradicts the constraints before it, or never holds");
    }
  }

  /** Whether every constraint counts. */
  public boolean isFullRank() {
    return dropped.isEmpty();
  }
}
