package dev.menlo.estimator.structures;

import dev.menlo.estimator.data.Dataset;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Small data for exact comparisons: three sites with eight plots of one to six rows at irregular
 * times with gaps, in shuffled file order.
 */
final class GrowthStudy {
  /** Site of each plot. */
  static final int[] SITE = {0, 0, 0, 1, 1, 2, 2, 2};

  /** Plot number within its site. */
  private static final int[] WITHIN = {1, 2, 3, 1, 2, 1, 2, 3};

  private static final int[] SEX = {0, 1, 1, 0, 1, 0, 0, 1};

  /** Occasions of each plot. */
  private static final int[][] VISITS = {
    {1, 2, 4, 5, 6},
    {3},
    {1, 3, 4, 6},
    {1, 2, 3, 4, 5, 6},
    {2, 3, 6},
    {1, 6},
    {1, 2, 3, 4, 5, 6},
    {2, 4, 5, 6}
  };

  /** Fixed effects at which everything is compared. */
  static final double[] BETA = {10, 4, 1.5};

  final int[] plot;
  private final int[] visit;

  GrowthStudy() {
    int n = Arrays.stream(VISITS).mapToInt(v -> v.length).sum();
    int[] plots = new int[n];
    int[] visits = new int[n];
    int row = 0;
    for (int p = 0; p < VISITS.length; p++) {
      for (int v : VISITS[p]) {
        plots[row] = p;
        visits[row++] = v;
      }
    }
    int[] order = IntStream.range(0, n).map(i -> i * 12 % n).toArray();
    plot = Arrays.stream(order).map(i -> plots[i]).toArray();
    visit = Arrays.stream(order).map(i -> visits[i]).toArray();
  }

  int rows() {
    return plot.length;
  }

  double time(int row) {
    return visit[row] + .3 * Math.sin(5 * plot[row] + 3 * visit[row]);
  }

  double dose(int row) {
    return 1.5 + Math.cos(2 * plot[row] + visit[row]);
  }

  double response(int row) {
    return 5 + 1.2 * visit[row] + 2 * Math.sin(7 * plot[row] + 11 * visit[row]);
  }

  Occasion occasion(int row, double mean) {
    return new Occasion(
        mean, visit[row], time(row), x(row), y(row), dose(row), SEX[plot[row]], method(row));
  }

  private double x(int row) {
    return visit[row] + .2 * Math.cos(9 * plot[row] + visit[row]);
  }

  private double y(int row) {
    return 2 * Math.sin(3 * visit[row] + plot[row]);
  }

  private int method(int row) {
    return (visit[row] + plot[row]) % 2;
  }

  Dataset dataset() {
    return Dataset.builder()
        .column("site", column(i -> SITE[plot[i]]))
        .column("plot", column(i -> WITHIN[plot[i]]))
        .column("id", column(i -> plot[i]))
        .column("visit", column(i -> visit[i]))
        .column("time", column(this::time))
        .column("x", column(this::x))
        .column("y", column(this::y))
        .column("dose", column(this::dose))
        .column("sex", column(i -> SEX[plot[i]]))
        .column("method", column(this::method))
        .column("weight", column(this::response))
        .build();
  }

  private double[] column(java.util.function.IntToDoubleFunction value) {
    return IntStream.range(0, rows()).mapToDouble(value).toArray();
  }
}
