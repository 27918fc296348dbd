package dev.menlo.report.chart;

import dev.menlo.report.markup.Decimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * Many points as hexagonal cells, the more points the darker (Carr, Littlefield, Nicholson and
 * Littlefield 1987, J. Am. Stat. Assoc. 82:424). The size of the drawing does not grow with the
 * number of points.
 *
 * @param xs horizontal values; not modified
 * @param ys vertical values, as many; not modified
 * @param ink colour
 */
public record Hexagons(double[] xs, double[] ys, Ink ink) implements Mark {
  /** Distance between the centres of neighbours in pixels. */
  private static final double SIZE = 7;

  private static final double ROW = SIZE * Math.sqrt(3) / 2;
  private static final int SHADES = 6;

  @Override
  public Extent x() {
    return Extent.of(xs);
  }

  @Override
  public Extent y() {
    return Extent.of(ys);
  }

  @Override
  public void draw(Plane plane) {
    Map<Long, Integer> cells = cells(plane);
    int most = cells.values().stream().max(Integer::compare).orElse(1);
    StringBuilder[] paths = new StringBuilder[SHADES];
    cells.forEach(
        (cell, count) -> {
          int shade = shade(count, most);
          paths[shade] = paths[shade] == null ? new StringBuilder() : paths[shade];
          hexagon(paths[shade], plane, cell);
        });
    for (int shade = 0; shade < SHADES; shade++) {
      if (paths[shade] != null) {
        plane
            .out()
            .empty(
                "path",
                "d",
                paths[shade],
                "fill",
                plane.colour(ink),
                "fill-opacity",
                0.3 + 0.7 * shade / (SHADES - 1));
      }
    }
  }

  /** Steps of equal ratio between one point and the fullest cell. */
  private static int shade(int count, int most) {
    return most == 1
        ? SHADES / 2
        : (int) Math.min(SHADES - 1, Math.floor(SHADES * Math.log(count) / Math.log(most)));
  }

  /** Points a cell; a cell is row * 2^32 + column. */
  private Map<Long, Integer> cells(Plane plane) {
    Map<Long, Integer> cells = new TreeMap<>();
    for (int i = 0; i < xs.length; i++) {
      double px = plane.px(xs[i]);
      double py = plane.py(ys[i]);
      if (plane.shows(px, py)) {
        cells.merge(nearest(px - plane.left(), py - plane.top()), 1, Integer::sum);
      }
    }
    return cells;
  }

  /** The nearer of the nearest centres in even and in odd rows. */
  private static long nearest(double px, double py) {
    long even = 2 * Math.round(py / (2 * ROW));
    long odd = 2 * Math.round((py / ROW - 1) / 2) + 1;
    long inEven = Math.round(px / SIZE);
    long inOdd = Math.round(px / SIZE - 0.5);
    double toEven = Math.hypot(px - inEven * SIZE, py - even * ROW);
    double toOdd = Math.hypot(px - (inOdd + 0.5) * SIZE, py - odd * ROW);
    long row = toEven <= toOdd ? even : odd;
    return (row + (1L << 20) << 32) | ((toEven <= toOdd ? inEven : inOdd) + (1L << 20));
  }

  private static void hexagon(StringBuilder path, Plane plane, long cell) {
    long row = (cell >> 32) - (1L << 20);
    long column = (cell & 0xFFFFFFFFL) - (1L << 20);
    double cx = plane.left() + (column + (row % 2 == 0 ? 0 : 0.5)) * SIZE;
    double cy = plane.top() + row * ROW;
    double r = SIZE / Math.sqrt(3);
    path.append('M').append(Decimal.coordinate(cx)).append(' ').append(Decimal.coordinate(cy - r));
    double[][] steps = {
      {SIZE / 2, r / 2}, {0, r}, {-SIZE / 2, r / 2}, {-SIZE / 2, -r / 2}, {0, -r}
    };
    for (double[] step : steps) {
      path.append('l')
          .append(Decimal.coordinate(step[0]))
          .append(' ')
          .append(Decimal.coordinate(step[1]));
    }
    path.append('Z');
  }
}
