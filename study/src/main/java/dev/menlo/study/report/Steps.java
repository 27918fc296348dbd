package dev.menlo.study.report;

import dev.menlo.report.chart.Ink;
import dev.menlo.report.chart.Line;

/** A line of steps, one a condition, centred at 1, 2, 3 ... */
final class Steps {
  private Steps() {}

  static Line of(double[] values, Ink ink, boolean dashed) {
    double[] xs = new double[2 * values.length];
    double[] ys = new double[2 * values.length];
    for (int i = 0; i < values.length; i++) {
      xs[2 * i] = i + 0.5;
      xs[2 * i + 1] = i + 1.5;
      ys[2 * i] = values[i];
      ys[2 * i + 1] = values[i];
    }
    return dashed ? Line.dashed(xs, ys, ink) : Line.of(xs, ys, ink);
  }
}
