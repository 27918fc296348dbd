package dev.menlo.estimator.start.curve;

import dev.menlo.engine.Design;
import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A mean that is a curve of the library in one of its covariates.
 *
 * @param family the family's name
 * @param x index of the covariate
 * @param curve the curve
 * @param quantities what the curve is made of, one output each: programs in the fixed effects and
 *     the other covariates
 */
public record RecognisedCurve(String family, int x, SeparableCurve curve, Program quantities) {
  private static final int MOST_STRATA = 24;
  private static final int MOST_POINTS = 400;
  private static final int FEWEST_POINTS = 4;

  /**
   * Values that the quantities should have.
   *
   * @param row a row of the design whose covariates the quantities belong to
   * @param values one a quantity
   * @param offset the quantity that may change its sign, or -1
   * @param size of the response there
   */
  public record Target(int row, double[] values, int offset, double size) {}

  /** Whether a covariate has at least three values. */
  static boolean varies(Design design, int x) {
    return Arrays.stream(design.covariate(x)).distinct().limit(3).count() == 3;
  }

  /** Finite points, at most some hundreds, spread over the rows. */
  static Points points(Design design, double[] response, int x) {
    int[] rows = IntStream.range(0, design.rows()).toArray();
    return points(design, response, x, rows);
  }

  private static Points points(Design design, double[] response, int x, int[] rows) {
    int step = Math.max(1, rows.length / MOST_POINTS);
    int[] usable =
        IntStream.range(0, rows.length)
            .filter(i -> i % step == 0)
            .map(i -> rows[i])
            .filter(r -> Double.isFinite(response[r]) && Double.isFinite(design.covariate(x)[r]))
            .toArray();
    return new Points(
        Arrays.stream(usable).mapToDouble(r -> design.covariate(x)[r]).toArray(),
        Arrays.stream(usable).mapToDouble(r -> response[r]).toArray());
  }

  /** The best estimates of the curve, best first, each as targets of all strata. */
  public List<List<Target>> estimates(Design design, double[] response, int most) {
    List<int[]> strata = strata(design);
    List<Points> points = strata.stream().map(rows -> points(design, response, x, rows)).toList();
    List<List<Target>> out = new ArrayList<>();
    for (SeparableCurve.Estimate estimate : curve.best(points, most)) {
      List<Target> targets = new ArrayList<>();
      for (int s = 0; s < strata.size(); s++) {
        double[] values = curve.values().of(estimate.nonlinear(), estimate.linear().get(s));
        double size = Arrays.stream(points.get(s).y()).map(Math::abs).max().orElse(1);
        targets.add(new Target(strata.get(s)[0], values, curve.offset(), size));
      }
      out.add(targets);
    }
    return out;
  }

  /** Rows with equal values of the other covariates that the quantities read. */
  private List<int[]> strata(Design design) {
    int[] read =
        IntStream.range(0, quantities.size())
            .filter(i -> quantities.op(i) == Op.COVARIATE)
            .map(quantities::index)
            .distinct()
            .toArray();
    Map<List<Double>, List<Integer>> byValues = new LinkedHashMap<>();
    for (int row = 0; row < design.rows(); row++) {
      int r = row;
      List<Double> key = Arrays.stream(read).mapToObj(c -> design.covariate(c)[r]).toList();
      byValues.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
    }
    return byValues.values().stream()
        .filter(rows -> distinct(design, rows) >= FEWEST_POINTS)
        .limit(MOST_STRATA)
        .map(rows -> rows.stream().mapToInt(Integer::intValue).toArray())
        .toList();
  }

  private long distinct(Design design, List<Integer> rows) {
    return rows.stream()
        .mapToDouble(r -> design.covariate(x)[r])
        .distinct()
        .limit(FEWEST_POINTS)
        .count();
  }
}
