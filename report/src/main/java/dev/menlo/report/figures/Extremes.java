package dev.menlo.report.figures;

import dev.menlo.report.chart.Extent;
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

  /** Labels of at most three residuals beyond three standard deviations, none over another. */
  static Mark[] labels(FittedData data, double[] x, double[] standardised) {
    double[] size = new double[standardised.length];
    for (int i = 0; i < size.length; i++) {
      size[i] = -Math.abs(standardised[i]);
    }
    List<Label> labels = new ArrayList<>();
    double wide = 0.15 * Extent.of(x).length();
    double high = 0.05 * Extent.of(standardised).length();
    for (int i : Sorting.order(size)) {
      if (labels.size() == MOST || -size[i] < FAR || data.labels().size() < 2) {
        break;
      }
      double atX = x[i];
      double atY = standardised[i];
      if (labels.stream()
          .noneMatch(l -> Math.abs(l.atX() - atX) < wide && Math.abs(l.atY() - atY) < high)) {
        labels.add(new Label(atX, atY, Phrases.shortened(label(data, i)), Ink.MUTED));
      }
    }
    return labels.toArray(Mark[]::new);
  }

  /** Label of the group of an observation. */
  private static String label(FittedData data, int observation) {
    int row = data.observations().designRow()[observation];
    return data.labels().get(data.groupOfRow()[data.groupOfRow().length - 1][row]);
  }
}
