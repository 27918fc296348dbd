package dev.menlo.report.figures;

import dev.menlo.report.chart.Hexagons;
import dev.menlo.report.chart.Ink;
import dev.menlo.report.chart.Line;
import dev.menlo.report.chart.Mark;
import dev.menlo.report.chart.Points;
import dev.menlo.report.markup.Decimal;
import dev.menlo.report.page.Figure.Key;
import dev.menlo.report.page.Figure.Sample;
import dev.menlo.report.statistics.Lowess;
import dev.menlo.report.statistics.Sorting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Many points with a smoother: dots up to fifteen hundred, then cells of density. */
final class Cloud {
  private static final int MOST_DOTS = 1500;
  private static final int MOST_VERTICES = 120;
  private static final double SPAN = 2.0 / 3;

  /** Of more points, every k-th in the order of x is smoothed. */
  private static final int MOST_SMOOTHED = 4000;

  private Cloud() {}

  /** Whether so many points are drawn as cells. */
  static boolean isDense(int points) {
    return points > MOST_DOTS;
  }

  /** The points. */
  static Mark points(double[] x, double[] y) {
    return isDense(x.length) ? new Hexagons(x, y, Ink.INK) : Points.of(x, y, Ink.INK);
  }

  /** Their entry in the key. */
  static Key key(int points, String what) {
    return isDense(points)
        ? new Key(Sample.BAND, Ink.INK, Decimal.count(points) + " " + what + ", shaded by density")
        : new Key(Sample.POINT, Ink.INK, what);
  }

  /** A smooth curve through points. */
  record Smooth(double[] x, double[] y) {
    /** The largest distance from zero. */
    double furthest() {
      return Arrays.stream(y).map(Math::abs).max().orElse(Double.NaN);
    }

    Line line() {
      return Line.of(x, y, Ink.SECOND);
    }
  }

  /** The smoother of points; those that are not finite are left out. */
  static Smooth smooth(double[] x, double[] y) {
    int[] order =
        systematic(
            IntStream.of(Sorting.order(x))
                .filter(i -> Double.isFinite(x[i]) && Double.isFinite(y[i]))
                .toArray());
    double[] xs = Sorting.at(x, order);
    double[] fitted = Lowess.fit(xs, Sorting.at(y, order), SPAN);
    return thinned(xs, fitted);
  }

  /** Every k-th of many positions, from the middle of the first k on; both ends are kept. */
  private static int[] systematic(int[] all) {
    int step = (all.length + MOST_SMOOTHED - 1) / MOST_SMOOTHED;
    return step < 2
        ? all
        : IntStream.range(0, all.length)
            .filter(i -> i % step == step / 2 || i == 0 || i == all.length - 1)
            .map(i -> all[i])
            .toArray();
  }

  /** Distinct x, at most so many as a drawing needs, with both ends. */
  private static Smooth thinned(double[] x, double[] y) {
    List<Integer> kept = new ArrayList<>();
    double apart = x.length == 0 ? 0 : (x[x.length - 1] - x[0]) / MOST_VERTICES;
    for (int i = 0; i < x.length; i++) {
      boolean first = kept.isEmpty();
      if (first || x[i] - x[kept.get(kept.size() - 1)] > apart || i == x.length - 1) {
        kept.add(i);
      }
    }
    int[] at = kept.stream().mapToInt(Integer::intValue).toArray();
    return new Smooth(Sorting.at(x, at), Sorting.at(y, at));
  }

  /** Key entry of the smoother. */
  static Key smoothKey() {
    return new Key(Sample.LINE, Ink.SECOND, "locally weighted regression");
  }
}
