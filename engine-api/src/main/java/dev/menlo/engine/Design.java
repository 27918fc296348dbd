package dev.menlo.engine;

import java.util.Objects;

/**
 * The design of one data set: its forest of nested groups and its covariates, without the response.
 *
 * <p>Level 0 is the data set itself (one group); levels 1..K are the grouping levels, outermost
 * first; the children of a group at level K are rows. Children of a group are adjacent, so one
 * array of starts a level describes the forest: the children of group {@code g} at level {@code k}
 * are {@code start(k)[g] .. start(k)[g + 1] - 1}, groups of level {@code k + 1} when {@code k < K}
 * and rows when {@code k == K}. Replicates that differ only in the response share one {@code
 * Design} instance, and backends store its columns once.
 *
 * <p>Instances are immutable by convention: the arrays are not copied and must not be changed.
 */
public final class Design {
  private final int[][] start;
  private final double[][] covariates;
  private final boolean[] inLikelihood;
  private final int rows;
  private final int observations;

  /**
   * Creates a design.
   *
   * @param start K + 1 arrays of starts, level 0 first; {@code start[0]} has length 2
   * @param covariates covariate columns, each of length rows; a design with no covariates passes an
   *     empty array
   * @param inLikelihood per row, whether it contributes to the likelihood (a row that does not only
   *     moves recursions on); null means all rows do
   * @throws IllegalArgumentException if the arrays do not describe a forest over the rows
   */
  public Design(int[][] start, double[][] covariates, boolean[] inLikelihood) {
    this.start = Objects.requireNonNull(start, "start");
    this.covariates = Objects.requireNonNull(covariates, "covariates");
    this.inLikelihood = inLikelihood;
    if (start.length == 0 || start[0].length != 2) {
      throw new IllegalArgumentException("start[0] must hold the two bounds of the data set");
    }
    for (int k = 0; k < start.length; k++) {
      requireStarts(k);
    }
    int[] deepest = start[start.length - 1];
    this.rows = deepest[deepest.length - 1];
    for (int c = 0; c < covariates.length; c++) {
      if (covariates[c].length != rows) {
        throw new IllegalArgumentException(
            "covariate " + c + " has " + covariates[c].length + " values for " + rows + " rows");
      }
    }
    if (inLikelihood != null && inLikelihood.length != rows) {
      throw new IllegalArgumentException("inLikelihood must have one entry a row");
    }
    this.observations = inLikelihood == null ? rows : count(inLikelihood);
  }

  private void requireStarts(int k) {
    int[] s = start[k];
    for (int g = 0; g + 1 < s.length; g++) {
      if (s[g + 1] < s[g]) {
        throw new IllegalArgumentException("start[" + k + "] must not decrease");
      }
    }
    int children = s[s.length - 1];
    if (s[0] != 0 || (k + 1 < start.length && children != start[k + 1].length - 1)) {
      throw new IllegalArgumentException(
          "start[" + k + "] must cover the groups of the next level");
    }
  }

  private static int count(boolean[] flags) {
    int n = 0;
    for (boolean flag : flags) {
      n += flag ? 1 : 0;
    }
    return n;
  }

  /** The number of grouping levels K; 0 when there are no groups below the data set. */
  public int levels() {
    return start.length - 1;
  }

  /** The number of groups at a level, 0..K; one at level 0. */
  public int groups(int level) {
    return start[level].length - 1;
  }

  /** First child of each group at a level, 0..K, closed by the total; length groups + 1. */
  public int[] start(int level) {
    return start[level];
  }

  /** Rows, in group order; within a group of level K in recursion order. */
  public int rows() {
    return rows;
  }

  /** Rows that contribute to the likelihood: the N of every formula. */
  public int observations() {
    return observations;
  }

  /** Whether a row contributes to the likelihood. */
  public boolean inLikelihood(int row) {
    return inLikelihood == null || inLikelihood[row];
  }

  /** Whether every row contributes to the likelihood. */
  public boolean allInLikelihood() {
    return inLikelihood == null;
  }

  /** The number of covariate columns. */
  public int covariates() {
    return covariates.length;
  }

  /** A covariate column, length rows; not to be modified. */
  public double[] covariate(int index) {
    return covariates[index];
  }
}
