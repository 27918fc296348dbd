package dev.menlo.model.residual;

import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.ProgramBuilder;
import java.util.Arrays;

/**
 * Correlation matrices of L positions with k sub-diagonals, through the rows of their Cholesky
 * factor: C = F F', row i of F has its m = min(i, k) elements before the diagonal and unit length,
 *
 * <pre>
 *   F_{i,i-m+s} = tanh(d_s) / (cosh(d_0) ... cosh(d_{s-1}))              s = 0..m-1
 *   F_ii        = 1 / (cosh(d_0) ... cosh(d_{m-1}))
 * </pre>
 *
 * <p>These are hyperspherical coordinates with cos = tanh(d), sin = 1/cosh(d). A matrix and its
 * Cholesky factor have the same band, so for real d this reaches every positive definite
 * correlation matrix of the band, once, and no other; k = L - 1 is unstructured. Source: Pinheiro
 * &amp; Bates 1996, Stat. Comput. 6:289 (spherical); Lewandowski, Kurowicka &amp; Joe 2009, J.
 * Multivariate Anal. 100:1989 (as partial correlations).
 *
 * @param levels L
 * @param bandwidth k, at most L - 1
 */
record CanonicalCorrelations(int levels, int bandwidth) {
  /** The number of parameters: sum of min(i, k). */
  int parameters() {
    int n = 0;
    for (int i = 0; i < levels; i++) {
      n += Math.min(i, bandwidth);
    }
    return n;
  }

  /**
   * Correlations by position and lag: entry {@code i (k + 1) + h} is that of positions i and i - h,
   * 1 for h = 0 and 0 for h &gt; i; length L (k + 1).
   *
   * @param delta the nodes of d, row after row
   */
  int[] table(ProgramBuilder b, int[] delta) {
    int[][] factor = factor(b, delta);
    int[] table = new int[levels * (bandwidth + 1)];
    Arrays.fill(table, b.constant(0));
    for (int i = 0; i < levels; i++) {
      table[i * (bandwidth + 1)] = b.constant(1);
      for (int h = 1; h <= Math.min(i, bandwidth); h++) {
        table[i * (bandwidth + 1) + h] = product(b, factor, i, i - h);
      }
    }
    return table;
  }

  /** Rows of F, each from its first non-zero column to the diagonal. */
  private int[][] factor(ProgramBuilder b, int[] delta) {
    int[][] factor = new int[levels][];
    int next = 0;
    for (int i = 0; i < levels; i++) {
      int m = Math.min(i, bandwidth);
      factor[i] = new int[m + 1];
      int length = b.constant(1);
      for (int s = 0; s < m; s++) {
        int d = delta[next++];
        factor[i][s] = b.mul(length, b.apply(Op.TANH, d));
        length = b.div(length, b.apply(Op.COSH, d));
      }
      factor[i][m] = length;
    }
    return factor;
  }

  /** C_ij = sum over the columns c that rows i and j &lt; i share of F_ic F_jc. */
  private static int product(ProgramBuilder b, int[][] factor, int i, int j) {
    int startI = i - factor[i].length + 1;
    int startJ = j - factor[j].length + 1;
    int sum = b.constant(0);
    for (int c = Math.max(startI, startJ); c <= j; c++) {
      sum = b.add(sum, b.mul(factor[i][c - startI], factor[j][c - startJ]));
    }
    return sum;
  }
}
