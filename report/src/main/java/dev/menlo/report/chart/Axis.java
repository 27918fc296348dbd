package dev.menlo.report.chart;

import java.util.List;
import java.util.stream.IntStream;

/**
 * An axis of a chart.
 *
 * @param label what it measures, with its unit; "" for none
 * @param scale its scale, or null to take in all marks on a linear one
 * @param ticks its ticks, or null for round values of the scale
 */
public record Axis(String label, Scale scale, List<Tick> ticks) {
  /** An axis that takes in all marks. */
  public static Axis of(String label) {
    return new Axis(label, null, null);
  }

  /** An axis with a given scale. */
  public static Axis of(String label, Scale scale) {
    return new Axis(label, scale, null);
  }

  /** An axis of categories, the first at 0, the second at 1 and so on. */
  public static Axis categories(String label, List<String> names) {
    List<Tick> ticks =
        IntStream.range(0, names.size()).mapToObj(i -> new Tick(i, names.get(i))).toList();
    return new Axis(label, new Scale(-0.6, names.size() - 0.4, false), ticks);
  }

  /** The axis with a scale: its own, or a linear one over some values. */
  Axis over(Extent values) {
    return scale != null ? this : new Axis(label, Scale.linear(values), ticks);
  }

  /** The ticks to draw; its scale must be known. */
  List<Tick> marks(int about) {
    return ticks != null ? ticks : scale.ticks(about);
  }
}
