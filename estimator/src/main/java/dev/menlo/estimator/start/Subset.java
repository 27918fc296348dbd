package dev.menlo.estimator.start;

import dev.menlo.engine.Design;
import java.util.Arrays;

/**
 * The first groups of a design, up to a number of rows: starting values need no more.
 *
 * @param design the groups kept
 * @param response their response
 */
record Subset(Design design, double[] response) {
  /** Whole groups of level 1 that hold at most some rows, but at least one group. */
  static Subset of(Design design, double[] response, int mostRows) {
    if (design.rows() <= mostRows || design.levels() == 0) {
      return new Subset(design, response);
    }
    int groups = 1;
    while (groups < design.groups(1) && rows(design, groups + 1) <= mostRows) {
      groups++;
    }
    int[][] start = new int[design.levels() + 1][];
    start[0] = new int[] {0, groups};
    int count = groups;
    for (int level = 1; level <= design.levels(); level++) {
      start[level] = Arrays.copyOf(design.start(level), count + 1);
      count = start[level][count];
    }
    int rows = count;
    double[][] covariates = new double[design.covariates()][];
    for (int c = 0; c < covariates.length; c++) {
      covariates[c] = Arrays.copyOf(design.covariate(c), rows);
    }
    boolean[] in = null;
    if (!design.allInLikelihood()) {
      in = new boolean[rows];
      for (int i = 0; i < rows; i++) {
        in[i] = design.inLikelihood(i);
      }
    }
    return new Subset(new Design(start, covariates, in), Arrays.copyOf(response, rows));
  }

  private static int rows(Design design, int groups) {
    int end = groups;
    for (int level = 1; level <= design.levels(); level++) {
      end = design.start(level)[end];
    }
    return end;
  }
}
