package dev.menlo.study.generate;

import dev.menlo.estimator.data.Column;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.simulate.RandomStream;
import dev.menlo.estimator.simulate.ReplicateKey;
import dev.menlo.study.definition.Count;
import dev.menlo.study.definition.DesignSpec;
import dev.menlo.study.definition.VariableSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Lays out the groups and covariates of a data set. The i-th thing that is drawn has stream 1000 +
 * i of its own, so that one more variable changes no other.
 */
final class DesignGenerator {
  private static final long COUNTS = 1000;
  private static final long VARIABLES = 1100;
  private static final long DROPOUT = 1900;
  private static final long MISSING = 1901;

  private final DesignSpec spec;
  private final String response;

  DesignGenerator(DesignSpec spec, String response) {
    this.spec = spec;
    this.response = response;
  }

  /**
   * The design of a replicate: a data set whose response is some number where the row is observed,
   * else missing.
   */
  Dataset design(ReplicateKey key) {
    Layout layout = spec.file() == null ? generated(key) : ofFile();
    boolean[] observed = observed(layout, key);
    Dataset.Builder builder = Dataset.builder().source("simulated data");
    layout.columns.forEach((name, column) -> column.addTo(builder, name));
    double[] present = new double[observed.length];
    for (int i = 0; i < present.length; i++) {
      present[i] = observed[i] ? i : Double.NaN;
    }
    return builder.column(response, present).build();
  }

  /** A column on its way to a data set. */
  private interface Cells {
    void addTo(Dataset.Builder builder, String name);
  }

  /**
   * Rows by group.
   *
   * @param start first row of each group of the last level, closed by the number of rows
   */
  private record Layout(Map<String, Cells> columns, int[] start) {}

  private Layout ofFile() {
    Dataset file = spec.file();
    Map<String, Cells> columns = new java.util.LinkedHashMap<>();
    for (String name : file.variables()) {
      if (!name.equals(response)) {
        columns.put(name, cells(file.column(name)));
      }
    }
    return new Layout(columns, new int[] {0, file.rows()});
  }

  private static Cells cells(Column column) {
    if (column instanceof Column.Numeric numeric) {
      return (builder, name) -> builder.column(name, numeric.values());
    }
    Column.Text text = (Column.Text) column;
    String[] values =
        Arrays.stream(text.codes())
            .mapToObj(c -> c < 0 ? null : text.labels()[c])
            .toArray(String[]::new);
    return (builder, name) -> builder.column(name, values);
  }

  private Layout generated(ReplicateKey key) {
    List<String> names = List.copyOf(spec.groups().keySet());
    List<int[]> starts = new ArrayList<>();
    int parents = 1;
    for (int level = 0; level <= names.size(); level++) {
      Count count = level < names.size() ? spec.groups().get(names.get(level)) : spec.rows();
      int[] start = starts(count, parents, key.stream(COUNTS + level));
      starts.add(start);
      parents = start[parents];
    }
    int rows = parents;
    Map<String, Cells> columns = new java.util.LinkedHashMap<>();
    int[][] group = new int[names.size()][];
    for (int level = 0; level < names.size(); level++) {
      group[level] = groupOfRow(starts, level + 1, rows);
      double[] ids = Arrays.stream(group[level]).mapToDouble(g -> g + 1.0).toArray();
      columns.put(names.get(level), (builder, name) -> builder.column(name, ids));
    }
    int[] deepest = starts.get(names.size());
    for (int v = 0; v < spec.variables().size(); v++) {
      VariableSpec variable = spec.variables().get(v);
      RandomStream stream = key.stream(VARIABLES + v);
      int level = names.indexOf(variable.by());
      double[] values =
          level < 0 ? byRow(variable, deepest, stream) : byGroup(variable, group[level], stream);
      columns.put(variable.name(), (builder, name) -> builder.column(name, values));
    }
    return new Layout(columns, deepest);
  }

  private static int[] starts(Count count, int parents, RandomStream stream) {
    int[] start = new int[parents + 1];
    for (int g = 0; g < parents; g++) {
      start[g + 1] = start[g] + count.of(g, stream);
    }
    return start;
  }

  /** The group of a level, 1 the outermost, that each row belongs to. */
  private static int[] groupOfRow(List<int[]> starts, int level, int rows) {
    int[] group = new int[rows];
    int groups = starts.get(level).length - 1;
    for (int g = 0; g < groups; g++) {
      int from = g;
      int to = g + 1;
      for (int k = level; k < starts.size(); k++) {
        from = starts.get(k)[from];
        to = starts.get(k)[to];
      }
      Arrays.fill(group, from, to, g);
    }
    return group;
  }

  private static double[] byRow(VariableSpec variable, int[] start, RandomStream stream) {
    double[] values = new double[start[start.length - 1]];
    for (int g = 0; g + 1 < start.length; g++) {
      for (int i = start[g]; i < start[g + 1]; i++) {
        int within = i - start[g];
        values[i] =
            variable.drawn()
                ? variable.law().applyAsDouble(stream)
                : variable.values()[within % variable.values().length];
      }
      if (variable.sorted()) {
        Arrays.sort(values, start[g], start[g + 1]);
      }
    }
    return values;
  }

  private static double[] byGroup(VariableSpec variable, int[] group, RandomStream stream) {
    int groups = group.length == 0 ? 0 : group[group.length - 1] + 1;
    double[] each = new double[groups];
    for (int g = 0; g < groups; g++) {
      each[g] =
          variable.drawn()
              ? variable.law().applyAsDouble(stream)
              : variable.values()[g % variable.values().length];
    }
    return Arrays.stream(group).mapToDouble(g -> each[g]).toArray();
  }

  private boolean[] observed(Layout layout, ReplicateKey key) {
    int[] start = layout.start;
    boolean[] observed = new boolean[start[start.length - 1]];
    RandomStream dropout = key.stream(DROPOUT);
    RandomStream missing = key.stream(MISSING);
    for (int g = 0; g + 1 < start.length; g++) {
      boolean in = true;
      for (int i = start[g]; i < start[g + 1]; i++) {
        in &= i == start[g] || spec.dropout() == 0 || dropout.nextUniform() >= spec.dropout();
        observed[i] = in && (spec.missing() == 0 || missing.nextUniform() >= spec.missing());
      }
    }
    return observed;
  }
}
