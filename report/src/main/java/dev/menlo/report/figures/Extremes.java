package dev.menlo.report.figures;

import dev.menlo.report.chart.Ink;
import dev.menlo.report.chart.Label;
import dev.menlo.report.chart.Mark;
import dev.menlo.report.fitted.FittedData;
import dev.menlo.report.statistics.Sorting;
import java.util.ArrayList;
import java.util.List;

/** Names the few residuals that lie furthest out by their group. */
final class Extremes {
  private static final int MOST = 3;
  private static final double FAR = 3;

  private Extremes() {}

  /** Labels of at most three residuals beyond three standard deviations. */
  static Mark[] labels(FittedData data, double[] x, double[] standardised) {
    double[] size = new double[standardised.length];
    for (int i = 0; i < size.length; i++) {
      size[i] = -Math.abs(standardised[i]);
    }
    List<Mark> labels = new ArrayList<>();
    List<String> names = data.labels();
    int[] starts = data.observations().starts();
    for (int i : Sorting.order(size)) {
      if (labels.size() == MOST || -size[i] < FAR || names.size() < 2) {
        break;
      }
      int group = java.util.Arrays.binarySearch(starts, i);
      while (group >= 0 && group + 1 < starts.length && starts[group + 1] == i) {
        group++;
      }
      String name = names.get(group >= 0 ? group : -group - 2);
      labels.add(new Label(x[i], standardised[i], Phrases.shortened(name), Ink.MUTED));
    }
    return labels.toArray(Mark[]::new);
  }
}
