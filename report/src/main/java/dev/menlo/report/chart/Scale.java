package dev.menlo.report.chart;

import dev.menlo.report.markup.Decimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The map from values to places along an axis, with its ticks.
 *
 * @param min value at the beginning
 * @param max value at the end
 * @param logarithmic whether equal ratios take equal room; then min is positive
 */
public record Scale(double min, double max, boolean logarithmic) {
  /** Checks the ends. */
  public Scale {
    if (!(min < max) || (logarithmic && !(min > 0))) {
      throw new IllegalArgumentException("a scale cannot run from " + min + " to " + max);
    }
  }

  /** A linear scale over some values with a margin of 4% at each end. */
  public static Scale linear(Extent values) {
    Extent some = values.isEmpty() ? new Extent(0, 1) : values;
    double length = some.length();
    double margin = length > 0 ? 0.04 * length : Math.max(Math.abs(some.min()) * 0.05, 1e-12);
    return new Scale(some.min() - margin, some.max() + margin, false);
  }

  /** A logarithmic scale over some positive values with a margin of 4% at each end. */
  public static Scale logarithmic(Extent values) {
    Extent some = values.isEmpty() || values.min() <= 0 ? new Extent(0.1, 10) : values;
    double margin = Math.max(0.04 * Math.log(some.max() / some.min()), 0.05);
    return new Scale(some.min() * Math.exp(-margin), some.max() * Math.exp(margin), true);
  }

  /** The fraction of the way from the beginning to the end; outside [0, 1] beyond the ends. */
  public double fraction(double value) {
    return logarithmic ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
  }

  /** Round values within the scale, about as many as asked for. */
  public List<Tick> ticks(int about) {
    return logarithmic ? powers(about) : multiples(about);
  }

  /** Multiples of 1, 2 or 5 times a power of ten. */
  private List<Tick> multiples(int about) {
    double step = step((max - min) / about);
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    boolean plain = decimals <= 4 && Math.max(Math.abs(min), Math.abs(max)) < 1e6;
    List<Tick> ticks = new ArrayList<>();
    for (long k = (long) Math.ceil(min / step - 1e-9); k * step <= max + 1e-9 * step; k++) {
      double at = k * step;
      ticks.add(new Tick(at, plain ? Decimal.fixed(at, decimals) : Decimal.significant(at, 4)));
    }
    return ticks;
  }

  private static double step(double rough) {
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double digit = rough / power;
    return power * (digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10);
  }

  private List<Tick> powers(int about) {
    int first = (int) Math.ceil(Math.log10(min) - 1e-9);
    int last = (int) Math.floor(Math.log10(max) + 1e-9);
    if (last - first < 1) {
      return new Scale(min, max, false).multiples(about);
    }
    int every = Math.max(1, (int) Math.ceil((last - first + 1.0) / about));
    List<Tick> ticks = new ArrayList<>();
    for (int exponent = last; exponent >= first; exponent -= every) {
      boolean plain = Math.abs(exponent) <= 3;
      double at = Math.pow(10, exponent);
      ticks.add(
          new Tick(at, plain ? Decimal.significant(at, 4) : "10" + Decimal.superscript(exponent)));
    }
    return ticks;
  }
}
