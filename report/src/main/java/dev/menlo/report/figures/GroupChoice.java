package dev.menlo.report.figures;

import dev.menlo.report.fitted.Observations;
import dev.menlo.report.statistics.Sorting;
import java.util.stream.IntStream;

/**
 * Which groups are drawn one by one: all, or some that span the range from the best to the worst
 * fit, by the root mean square of their standardised residuals. No chance is involved.
 *
 * @param groups numbers of the groups, in drawing order
 * @param rms root mean square of standardised residuals of every group; NaN for one without rows
 * @param all whether every group is drawn
 */
record GroupChoice(int[] groups, double[] rms, boolean all) {
  static GroupChoice of(Observations o, int most) {
    double[] rms = new double[o.groups()];
    for (int g = 0; g < rms.length; g++) {
      double sum = 0;
      int n = o.starts()[g + 1] - o.starts()[g];
      for (int i = o.starts()[g]; i < o.starts()[g + 1]; i++) {
        sum += o.standardised()[i] * o.standardised()[i];
      }
      rms[g] = Math.sqrt(sum / n);
    }
    int[] some = IntStream.range(0, rms.length).filter(g -> Double.isFinite(rms[g])).toArray();
    if (some.length <= most) {
      return new GroupChoice(some, rms, true);
    }
    int[] order = IntStream.of(Sorting.order(rms)).filter(g -> Double.isFinite(rms[g])).toArray();
    int[] spanning =
        IntStream.range(0, most)
            .map(
                k ->
                    order[
                        (int) Math.round((double) k * (order.length - 1) / Math.max(1, most - 1))])
            .toArray();
    return new GroupChoice(spanning, rms, false);
  }
}
