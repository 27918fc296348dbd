package dev.menlo.estimator.start;

import dev.menlo.engine.Design;
import dev.menlo.engine.program.Interpreter;
import dev.menlo.estimator.algebra.Cholesky;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Screens candidates for the fixed effects on a few rows: nonlinear ones from a low-discrepancy
 * sequence over {@link PlausibleValues}, conditionally linear ones by least squares given the
 * others.
 */
final class CandidateSearch {
  private static final int ROWS = 80;
  private static final int POLISHED = 12;
  private static final int ROUNDS = 16;
  private static final double GOLDEN_SECTION = 0.6180339887498949;

  private final PopulationModel model;
  private final Interpreter interpreter;
  private final double[][] covariates;
  private final double[] response;
  private final boolean[] groupStart;
  private final int[] groupOf;
  private final PlausibleValues values;
  private final int[] nonlinear;
  private final int[] linear;

  /** A candidate and its residual sum of squares on the rows looked at. */
  record Candidate(double[] beta, double rss) {}

  /**
   * A search.
   *
   * @param zeroAtFirst per searched fixed effect, whether only 0 is tried (coefficients of
   *     covariates in a linear combination)
   */
  CandidateSearch(PopulationModel model, Design design, double[] response, boolean[] zeroAtFirst) {
    this(model, design, response, zeroAtFirst, rows(design, response, model.isRecursive()));
  }

  /** A search on the first whole groups. */
  static CandidateSearch onGroups(
      PopulationModel model, Design design, double[] response, boolean[] zeroAtFirst) {
    int n = Math.min(design.rows(), 2 * ROWS);
    int[] rows = java.util.stream.IntStream.range(0, n).toArray();
    return new CandidateSearch(model, design, response, zeroAtFirst, rows);
  }

  private CandidateSearch(
      PopulationModel model, Design design, double[] response, boolean[] zeroAtFirst, int[] rows) {
    this.model = model;
    this.interpreter = new Interpreter(model.derivatives().program());
    this.covariates = new double[rows.length][design.covariates()];
    this.response = new double[rows.length];
    this.groupStart = new boolean[rows.length];
    this.groupOf = new int[rows.length];
    boolean[] starts = groupStarts(design);
    int group = 0;
    int row = 0;
    for (int i = 0; i < rows.length; i++) {
      for (int c = 0; c < design.covariates(); c++) {
        covariates[i][c] = design.covariate(c)[rows[i]];
      }
      this.response[i] = response[rows[i]];
      groupStart[i] = starts[rows[i]];
      for (; row <= rows[i]; row++) {
        group += starts[row] ? 1 : 0;
      }
      groupOf[i] = group;
    }
    this.values = new PlausibleValues(model.spec().mean(), model.size(), design, response);
    List<Integer> curved = new ArrayList<>();
    List<Integer> straight = new ArrayList<>();
    for (int k = 0; k < model.size(); k++) {
      if (model.isLinear(k)) {
        straight.add(k);
      } else if (!zeroAtFirst[k]) {
        curved.add(k);
      }
    }
    this.nonlinear = curved.stream().mapToInt(Integer::intValue).toArray();
    this.linear = straight.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * Rows spread over the design along the multiples of the golden section, so that groups measured
   * at the same times are not met at one time only; the first rows when the mean is a recursion.
   */
  private static int[] rows(Design design, double[] response, boolean recursive) {
    int n = design.rows();
    if (recursive || n <= ROWS) {
      return java.util.stream.IntStream.range(0, Math.min(n, 2 * ROWS)).toArray();
    }
    return java.util.stream.IntStream.rangeClosed(1, ROWS)
        .map(i -> (int) ((i * GOLDEN_SECTION) % 1 * n))
        .distinct()
        .sorted()
        .filter(row -> !Double.isNaN(response[row]))
        .toArray();
  }

  private static boolean[] groupStarts(Design design) {
    boolean[] starts = new boolean[design.rows()];
    for (int first : design.start(design.levels())) {
      if (first < starts.length) {
        starts[first] = true;
      }
    }
    return starts;
  }

  /**
   * The best candidates, best first.
   *
   * @param tried how many to look at
   * @param most how many to return
   */
  List<Candidate> best(int tried, int most) {
    int count =
        nonlinear.length == 0
            ? 1
            : nonlinear.length == 1 ? values.shared(nonlinear[0]).length : tried;
    List<Candidate> found = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Candidate candidate = candidate(i);
      if (Double.isFinite(candidate.rss())) {
        found.add(candidate);
      }
    }
    found.sort(Comparator.comparingDouble(Candidate::rss));
    return found.subList(0, Math.min(most, found.size()));
  }

  /** The first points of the sequence whose mean is finite, in its order. */
  List<Candidate> spread(int count) {
    int points =
        nonlinear.length == 0
            ? 1
            : nonlinear.length == 1 ? values.shared(nonlinear[0]).length : 4 * count;
    return java.util.stream.IntStream.range(0, points)
        .mapToObj(this::candidate)
        .filter(c -> Double.isFinite(c.rss()))
        .limit(count)
        .toList();
  }

  private Candidate candidate(int i) {
    double[] beta = nonlinear.length == 1 ? alone(i) : values.point(i, nonlinear, model.size());
    return at(beta);
  }

  private double[] alone(int i) {
    double[] beta = new double[model.size()];
    beta[nonlinear[0]] = values.shared(nonlinear[0])[i];
    return beta;
  }

  /** The candidate of some nonlinear effects; linear ones are found for them. */
  Candidate at(double[] beta) {
    return linear.length == 0 ? new Candidate(beta, rss(beta)) : separable(beta);
  }

  /** A candidate as it is. */
  Candidate asGiven(double[] beta) {
    return new Candidate(beta, rss(beta));
  }

  /**
   * The candidates under which the groups fit best when each has linear effects of its own: their
   * linear effects are the groups' averages. Finds features that vary less than the groups do, such
   * as the frequency of a small wave on curves of different heights.
   *
   * @param tried how many to look at
   * @param most how many to return
   * @return best first, unlike each other; empty if the groups are too small or no effect is
   *     nonlinear
   */
  List<Candidate> bestWithinGroups(int tried, int most) {
    int[][] groups = groups();
    if (nonlinear.length == 0 || linear.length == 0 || groups.length < 2) {
      return List.of();
    }
    int count = nonlinear.length == 1 ? values.shared(nonlinear[0]).length : tried;
    List<Candidate> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[] beta = nonlinear.length == 1 ? alone(i) : values.point(i, nonlinear, model.size());
      Candidate candidate = within(beta, groups);
      if (Double.isFinite(candidate.rss())) {
        all.add(candidate);
      }
    }
    all.sort(Comparator.comparingDouble(Candidate::rss));
    List<Candidate> polished =
        apart(all, POLISHED).stream()
            .map(c -> polished(c, groups))
            .sorted(Comparator.comparingDouble(Candidate::rss))
            .toList();
    return apart(polished, most);
  }

  /** The first candidates none of which is near a better one. */
  private List<Candidate> apart(List<Candidate> sorted, int most) {
    List<Candidate> out = new ArrayList<>();
    for (Candidate candidate : sorted) {
      if (out.size() < most && out.stream().noneMatch(c -> near(c, candidate))) {
        out.add(candidate);
      }
    }
    return out;
  }

  private boolean near(Candidate a, Candidate other) {
    for (int k : nonlinear) {
      double x = a.beta()[k];
      double y = other.beta()[k];
      if (Math.abs(x - y) > 0.2 * Math.max(Math.abs(x), Math.abs(y))) {
        return false;
      }
    }
    return true;
  }

  /** Linear effects of each group by least squares, averaged; the sum of the groups' RSS. */
  private Candidate within(double[] beta, int[][] groups) {
    double[] pooled = beta.clone();
    for (int k : linear) {
      pooled[k] = 0;
    }
    double rss = 0;
    for (int[] rows : groups) {
      Candidate own = separable(beta.clone(), rows);
      rss += own.rss();
      for (int k : linear) {
        pooled[k] += own.beta()[k] / groups.length;
      }
    }
    return new Candidate(pooled, rss);
  }

  /** Compass search in the nonlinear effects. */
  private Candidate polished(Candidate start, int[][] groups) {
    Candidate best = start;
    double step = 0.2;
    for (int round = 0; round < ROUNDS; round++) {
      Candidate before = best;
      for (int k : nonlinear) {
        for (int sign = -1; sign <= 1; sign += 2) {
          double[] moved = before.beta().clone();
          moved[k] += sign * step * Math.max(Math.abs(moved[k]), 1e-3);
          Candidate trial = within(moved, groups);
          best = trial.rss() < best.rss() ? trial : best;
        }
      }
      step = best == before ? step / 2 : step;
    }
    return best;
  }

  /**
   * Runs of adjacent rows of one deepest group that have more rows than there are linear effects.
   */
  private int[][] groups() {
    List<int[]> out = new ArrayList<>();
    int first = 0;
    for (int i = 1; i <= groupOf.length; i++) {
      if (i == groupOf.length || groupOf[i] != groupOf[first]) {
        if (i - first > linear.length) {
          out.add(java.util.stream.IntStream.range(first, i).toArray());
        }
        first = i;
      }
    }
    return out.toArray(int[][]::new);
  }

  /** Least squares for the linear effects given the nonlinear ones, by the normal equations. */
  private Candidate separable(double[] beta) {
    return separable(beta, java.util.stream.IntStream.range(0, response.length).toArray());
  }

  private Candidate separable(double[] beta, int[] rows) {
    int m = linear.length;
    double[] cross = new double[m * m];
    double[] right = new double[m];
    double total = 0;
    for (int i : rows) {
      double[] out = evaluate(beta, i);
      if (Double.isNaN(response[i])) {
        continue;
      }
      double r = response[i] - out[0];
      for (int a = 0; a < m; a++) {
        double x = derivative(out, linear[a]);
        right[a] += x * r;
        for (int b = 0; b <= a; b++) {
          cross[a * m + b] += x * derivative(out, linear[b]);
        }
      }
      total += r * r;
    }
    if (!Double.isFinite(total)) {
      return new Candidate(beta, Double.NaN);
    }
    for (int a = 0; a < m; a++) {
      cross[a * m + a] *= 1 + 1e-8;
    }
    double[] solution = right.clone();
    if (!Cholesky.factor(cross, m, 1e-12)) {
      return new Candidate(beta, Double.NaN);
    }
    Cholesky.solve(cross, m, solution);
    for (int a = 0; a < m; a++) {
      beta[linear[a]] += solution[a];
    }
    return new Candidate(beta, rss(beta, rows));
  }

  private double derivative(double[] out, int k) {
    int column = model.derivatives().fixedColumn()[k];
    return column < 0 ? 0 : out[1 + column];
  }

  private double rss(double[] beta) {
    return rss(beta, java.util.stream.IntStream.range(0, response.length).toArray());
  }

  private double rss(double[] beta, int[] rows) {
    double sum = 0;
    for (int i : rows) {
      double r = response[i] - evaluate(beta, i)[0];
      sum += Double.isNaN(response[i]) ? 0 : r * r;
    }
    return sum;
  }

  private double[] evaluate(double[] beta, int i) {
    if (groupStart[i]) {
      interpreter.startGroup();
    }
    return interpreter.evaluate(Interpreter.Row.ofMean(covariates[i], beta, new double[0]));
  }

  @Override
  public String toString() {
    return "search over " + Arrays.toString(nonlinear) + " given " + Arrays.toString(linear);
  }
}
