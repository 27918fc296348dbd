package dev.menlo.estimator.data;

import dev.menlo.engine.Design;
import dev.menlo.estimator.GroupSummary;
import dev.menlo.estimator.rows.RowWalk;
import dev.menlo.model.Covariate;
import dev.menlo.model.GroupingLevel;
import dev.menlo.model.LoweredModel;
import dev.menlo.model.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Binds a data set to a lowered model: groups, sorts, computes columns, drops and checks rows. */
public final class Binding {
  private final LoweredModel model;
  private final Sample sample;
  private final Grouping grouping;

  private Binding(LoweredModel model, Sample sample) {
    this.model = model;
    this.sample = sample;
    this.grouping =
        new Grouping(sample.data(), model.levels().stream().map(GroupingLevel::path).toList());
  }

  /**
   * Binds the rows that a model can be fitted to.
   *
   * @param sample rows that the fit may use
   * @param schema the schema that the model was lowered against
   * @throws DataException if the data cannot carry the model
   */
  public static BoundData bind(LoweredModel model, Sample sample, Schema schema) {
    BoundData bound = new Binding(model, sample).bind(schema);
    int[][] start = new int[bound.design().levels() + 1][];
    Arrays.setAll(start, bound.design()::start);
    new DataChecks(model, sample.data()).check(bound.rows(), start, bound.response());
    return bound;
  }

  /**
   * Binds the rows that a fitted model can be evaluated at: every row with covariates and groups,
   * with a response or without one.
   *
   * @param schema the schema of the fit, by whose levels factors are coded
   * @throws DataException if a variable is missing or is text where it should be a number
   */
  public static BoundData rows(LoweredModel model, Dataset data, Schema schema) {
    return new Binding(model.keepingMissingResponses(), Sample.all(data)).bind(schema);
  }

  /**
   * A bound sample with the columns of a model that reads more of the same data.
   *
   * @param model with the groups of the model that the sample is bound to
   */
  public static BoundData columns(LoweredModel model, BoundData bound, Schema schema) {
    Design design = bound.design();
    int[][] start = new int[design.levels() + 1][];
    Arrays.setAll(start, design::start);
    boolean[] in = design.allInLikelihood() ? null : new boolean[design.rows()];
    for (int i = 0; in != null && i < in.length; i++) {
      in[i] = design.inLikelihood(i);
    }
    double[][] columns =
        new Binding(model, Sample.all(bound.data())).columns(bound.rows(), start, schema);
    return bound.withDesign(new Design(start, columns, in));
  }

  private BoundData bind(Schema schema) {
    Sample complete = sample.complete(model);
    int[] rows = grouping.sorted(complete.rows(), order());
    int[][] start = grouping.starts(rows);
    double[][] columns = columns(rows, start, schema);
    boolean[] usable = usable(columns, rows.length);
    if (usable != null) {
      rows = filter(rows, usable);
      for (int c = 0; c < columns.length; c++) {
        columns[c] = filter(columns[c], usable);
      }
      start = grouping.starts(rows);
    }
    return bound(complete, rows, start, columns);
  }

  /** What the rows of a group are sorted by: numbers by size, texts by the alphabet; or null. */
  private double[] order() {
    if (model.rowOrder().isEmpty()) {
      return null;
    }
    if (sample.data().column(model.rowOrder()) instanceof Column.Numeric numbers) {
      return numbers.values();
    }
    int[] all = IntStream.range(0, sample.data().rows()).toArray();
    int[] ranks = sample.data().column(model.rowOrder()).ranks(all);
    return Arrays.stream(ranks).asDoubleStream().toArray();
  }

  private BoundData bound(Sample complete, int[] rows, int[][] start, double[][] columns) {
    double[] response = response(rows);
    boolean[] inLikelihood = inLikelihood(response);
    Design design = new Design(start, columns, inLikelihood);
    return new BoundData(
        sample.data(),
        design,
        response,
        rows,
        summaries(design),
        labels(design, rows),
        sample.excluded(),
        sample.dropped(rows.length),
        missing(complete));
  }

  private double[][] columns(int[] rows, int[][] start, Schema schema) {
    int[] deepest = start[start.length - 1];
    CovariateColumns recipes = new CovariateColumns(sample.data(), rows, deepest, schema);
    return model.covariates().stream().map(recipes::of).toArray(double[][]::new);
  }

  /** Rows where every column is there: lags reach over the start of a group. Null if all are. */
  private boolean[] usable(double[][] columns, int rows) {
    boolean[] usable = null;
    for (int c = 0; c < columns.length; c++) {
      double[] column = columns[c];
      if (!isComplete(model.covariates().get(c)) && Column.anyNaN(column)) {
        usable = usable == null ? new boolean[rows] : usable;
        for (int i = 0; i < rows; i++) {
          usable[i] |= Double.isNaN(column[i]);
        }
      }
    }
    for (int i = 0; usable != null && i < rows; i++) {
      usable[i] = !usable[i];
    }
    return usable;
  }

  private boolean isComplete(Covariate covariate) {
    return covariate instanceof Covariate.Variable v && sample.data().isComplete(v.name());
  }

  private double[] response(int[] rows) {
    return Column.picked(sample.data().numbers(model.response()), rows);
  }

  private boolean[] inLikelihood(double[] response) {
    if (sample.data().isComplete(model.response()) || !Column.anyNaN(response)) {
      return null;
    }
    boolean[] present = new boolean[response.length];
    for (int i = 0; i < present.length; i++) {
      present[i] = !Double.isNaN(response[i]);
    }
    return present;
  }

  private static int[] filter(int[] values, boolean[] keep) {
    int[] out = new int[values.length];
    int n = 0;
    for (int i = 0; i < values.length; i++) {
      if (keep[i]) {
        out[n++] = values[i];
      }
    }
    return Arrays.copyOf(out, n);
  }

  private static double[] filter(double[] values, boolean[] keep) {
    double[] out = new double[values.length];
    int n = 0;
    for (int i = 0; i < values.length; i++) {
      if (keep[i]) {
        out[n++] = values[i];
      }
    }
    return Arrays.copyOf(out, n);
  }

  private List<GroupSummary> summaries(Design design) {
    List<GroupSummary> out = new ArrayList<>();
    for (int level = 1; level <= design.levels(); level++) {
      int[] first = RowWalk.firstRows(design, level);
      int min = Integer.MAX_VALUE;
      int max = 0;
      int total = 0;
      for (int g = 0; g + 1 < first.length; g++) {
        int count = first[g + 1] - first[g];
        for (int i = first[g]; !design.allInLikelihood() && i < first[g + 1]; i++) {
          count -= design.inLikelihood(i) ? 0 : 1;
        }
        min = Math.min(min, count);
        max = Math.max(max, count);
        total += count;
      }
      int groups = first.length - 1;
      out.add(
          new GroupSummary(
              model.levels().get(level - 1).pathText(), groups, min, (double) total / groups, max));
    }
    return out;
  }

  private List<List<String>> labels(Design design, int[] rows) {
    List<List<String>> out = new ArrayList<>();
    for (int level = 1; level <= design.levels(); level++) {
      out.add(grouping.labels(level, rows, RowWalk.firstRows(design, level)));
    }
    return out;
  }

  private static String missing(Sample complete) {
    return complete.missing().entrySet().stream()
        .map(e -> e.getKey() + " in " + e.getValue())
        .collect(Collectors.joining(", "));
  }
}
