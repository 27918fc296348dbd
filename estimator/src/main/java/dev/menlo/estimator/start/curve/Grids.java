package dev.menlo.estimator.start.curve;

import java.util.ArrayList;
import java.util.List;

/** Grids of locations, rates and powers that features of a curve within its points can have. */
final class Grids {
  private static final double[] RATES = {0.25, 0.5, 1, 1.7, 3, 5, 8, 13, 21, 40, 80};
  private static final double[] PLACES = {
    -0.5, -0.2, 0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.05, 1.3
  };
  private static final double[] SPREADS = {0.02, 0.04, 0.07, 0.1, 0.15, 0.22, 0.35, 0.6};

  private Grids() {}

  /** Rates: numbers of e-foldings within the range of x, over that range. */
  static List<double[]> rates(Points points) {
    double range = range(points);
    List<double[]> grid = new ArrayList<>();
    for (double rate : RATES) {
      grid.add(new double[] {rate / range});
    }
    return grid;
  }

  /** Pairs of distinct rates, larger first. */
  static List<double[]> ratePairs(Points points) {
    double range = range(points);
    List<double[]> grid = new ArrayList<>();
    for (double fast : RATES) {
      for (double slow : RATES) {
        if (fast > slow) {
          grid.add(new double[] {fast / range, slow / range});
        }
      }
    }
    return grid;
  }

  /** Midpoint and spread, in x. */
  static List<double[]> sigmoids(Points points) {
    double range = range(points);
    List<double[]> grid = new ArrayList<>();
    for (double place : PLACES) {
      for (double spread : SPREADS) {
        grid.add(new double[] {points.low() + place * range, spread * range});
      }
    }
    return grid;
  }

  /** Midpoints on the log scale of x, in x. */
  static List<double[]> halves(Points points) {
    double low = points.lowestPositive();
    double high = Math.max(points.high(), low * 1.01);
    List<double[]> grid = new ArrayList<>();
    for (double place : PLACES) {
      grid.add(new double[] {low * Math.pow(high / low, place)});
    }
    grid.add(new double[] {3 * high});
    return grid;
  }

  /** Every point of a grid with every value of one more quantity. */
  static List<double[]> with(List<double[]> grid, double... values) {
    List<double[]> out = new ArrayList<>();
    for (double[] point : grid) {
      for (double value : values) {
        double[] longer = java.util.Arrays.copyOf(point, point.length + 1);
        longer[point.length] = value;
        out.add(longer);
      }
    }
    return out;
  }

  private static double range(Points points) {
    double range = points.high() - points.low();
    return range > 0 ? range : 1;
  }
}
