package dev.menlo.estimator.data;

import dev.menlo.model.Covariate;
import dev.menlo.model.GroupingLevel;
import dev.menlo.model.LoweredModel;
import dev.menlo.model.residual.Requirement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Rows that a fit may use: those that an {@code if} keeps and where no variable of the model is
 * missing.
 *
 * @param data the data set
 * @param rows rows kept, in file order
 * @param excluded rows that the {@code if} left out
 * @param missing per variable, the rows it is missing in, among those the {@code if} keeps
 */
public record Sample(Dataset data, int[] rows, int excluded, Map<String, Integer> missing) {

  /** All rows of a data set that a condition keeps. */
  public static Sample where(Dataset data, IntPredicate keep) {
    int[] rows = IntStream.range(0, data.rows()).filter(keep).toArray();
    return new Sample(data, rows, data.rows() - rows.length, Map.of());
  }

  /** The rows of a data set that satisfy an expression of its variables; all if it is "". */
  public static Sample of(Dataset data, String condition) {
    return condition.isEmpty() ? all(data) : where(data, Condition.of(condition, data));
  }

  /** All rows of a data set. */
  public static Sample all(Dataset data) {
    int[] rows = new int[data.rows()];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = row;
    }
    return new Sample(data, rows, 0, Map.of());
  }

  /** The rows where every variable of a model is present (the response, if the model needs it). */
  public Sample complete(LoweredModel model) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    boolean[] drop = null;
    for (String variable : variables(model)) {
      Column column = data.column(variable);
      if (data.isComplete(variable)) {
        continue;
      }
      drop = drop == null ? new boolean[data.rows()] : drop;
      int count = 0;
      for (int row : rows) {
        if (column.isMissing(row)) {
          drop[row] = true;
          count++;
        }
      }
      if (count > 0) {
        counts.put(variable, count);
      }
    }
    if (counts.isEmpty()) {
      return this;
    }
    boolean[] dropped = drop;
    int[] kept = Arrays.stream(rows).filter(row -> !dropped[row]).toArray();
    return new Sample(data, kept, excluded, counts);
  }

  /** The number of rows dropped for missing values. */
  public int dropped(int kept) {
    return data.rows() - excluded - kept;
  }

  /** The variables that must be present in a row that a model uses. */
  private static Set<String> variables(LoweredModel model) {
    Set<String> names = read(model);
    if (model.keepsMissingResponses()) {
      names.remove(model.response());
    }
    return names;
  }

  /** The variables that a lowered model reads, lagged ones aside, the response first. */
  public static Set<String> read(LoweredModel model) {
    Set<String> names = new LinkedHashSet<>();
    names.add(model.response());
    for (GroupingLevel level : model.levels()) {
      names.addAll(level.path());
    }
    for (Covariate covariate : model.covariates()) {
      collect(covariate, names);
    }
    for (Requirement requirement : model.requirements()) {
      names.add(requirement.variable());
    }
    if (!model.rowOrder().isEmpty()) {
      names.add(model.rowOrder());
    }
    return names;
  }

  private static void collect(Covariate covariate, Set<String> names) {
    if (covariate instanceof Covariate.Variable v) {
      names.add(v.name());
    } else if (covariate instanceof Covariate.Indicator i) {
      names.add(i.variable());
    } else if (covariate instanceof Covariate.LevelNumber l) {
      names.add(l.variable());
    } else if (covariate instanceof Covariate.Product p) {
      p.factors().forEach(f -> collect(f, names));
    } else if (covariate instanceof Covariate.Difference d) {
      collect(d.minuend(), names);
      collect(d.subtrahend(), names);
    }
  }
}
