package dev.menlo.engine.tck;

import dev.menlo.engine.Design;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Forests of awkward shapes, with covariates drawn from a fixed seed. */
final class Shapes {
  /**
   * Covariates of every design here: x0 in (0, 4), x1 in (-1, 1), x2 the row's number in its group.
   */
  static final int COVARIATES = 3;

  private Shapes() {}

  /** No grouping levels. */
  static Design ungrouped(int rows) {
    return design(new int[][] {{0, rows}});
  }

  /** One level with groups of these sizes. */
  static Design groups(int... sizes) {
    return design(new int[][] {{0, sizes.length}, starts(sizes)});
  }

  /** {@code count} groups of 1 to {@code largest} rows, sizes going round. */
  static Design manyGroups(int count, int largest) {
    int[] sizes = new int[count];
    for (int g = 0; g < count; g++) {
      sizes[g] = 1 + (g * 7) % largest;
    }
    return groups(sizes);
  }

  /** Two levels: sizes of the inner groups of each outer group. */
  static Design nested(int[]... sizes) {
    int[] children = Arrays.stream(sizes).mapToInt(s -> s.length).toArray();
    int[] rows = Arrays.stream(sizes).flatMapToInt(Arrays::stream).toArray();
    return design(new int[][] {{0, sizes.length}, starts(children), starts(rows)});
  }

  /** Three levels from the numbers of children at each. */
  static Design deep(int[] middle, int[] inner, int[] rows) {
    return design(new int[][] {{0, middle.length}, starts(middle), starts(inner), starts(rows)});
  }

  /** The same forest and covariates with some rows out of the likelihood. */
  static Design without(Design design, int... rows) {
    boolean[] in = new boolean[design.rows()];
    Arrays.fill(in, true);
    for (int row : rows) {
      in[row] = false;
    }
    return new Design(starts(design), covariates(design), in);
  }

  /** The same forest with one covariate value replaced. */
  static Design withValue(Design design, int covariate, int row, double value) {
    double[][] columns = covariates(design);
    columns[covariate] = columns[covariate].clone();
    columns[covariate][row] = value;
    return new Design(starts(design), columns, null);
  }

  private static int[][] starts(Design design) {
    int[][] starts = new int[design.levels() + 1][];
    for (int k = 0; k < starts.length; k++) {
      starts[k] = design.start(k);
    }
    return starts;
  }

  private static double[][] covariates(Design design) {
    double[][] columns = new double[design.covariates()][];
    for (int c = 0; c < columns.length; c++) {
      columns[c] = design.covariate(c);
    }
    return columns;
  }

  private static int[] starts(int[] sizes) {
    int[] starts = new int[sizes.length + 1];
    for (int g = 0; g < sizes.length; g++) {
      starts[g + 1] = starts[g] + sizes[g];
    }
    return starts;
  }

  private static Design design(int[][] starts) {
    int[] deepest = starts[starts.length - 1];
    int rows = deepest[deepest.length - 1];
    double[][] x = new double[COVARIATES][rows];
    SplittableRandom random = new SplittableRandom(20261123);
    for (int g = 0; g + 1 < deepest.length; g++) {
      for (int row = deepest[g]; row < deepest[g + 1]; row++) {
        x[0][row] = 4 * random.nextDouble();
        x[1][row] = 2 * random.nextDouble() - 1;
        x[2][row] = row - deepest[g];
      }
    }
    return new Design(starts, x, null);
  }
}
