package dev.menlo.cli;

import dev.menlo.estimator.data.Column;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.predict.Band;
import dev.menlo.estimator.predict.Predictor;
import dev.menlo.estimator.predict.RandomEffect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The columns of {@code menlo predict}, beside those of the data. */
final class PredictionTable {
  private static final Pattern PARAMETER =
      Pattern.compile("\\s*\\(?\\s*([A-Za-z_]\\w*)\\s*=(?!=)\\s*(.+?)\\s*", Pattern.DOTALL);

  private final Predictor predictor;
  private final boolean confidence;
  private final List<String> added = new ArrayList<>();
  private Dataset table;

  PredictionTable(Predictor predictor, boolean confidence) {
    this.predictor = predictor;
    this.confidence = confidence;
    this.table = predictor.data();
  }

  Dataset table() {
    return table;
  }

  void add(String name, double[] values) {
    if (table.has(name)) {
      throw new InputException(
          "the data already have a variable " + name + ": rename it, or the parameter");
    }
    added.add(name);
    table = table.with(name, values);
  }

  private void add(String name, Band band) {
    add(name + "_se", band.se());
    add(name + "_lower", band.lower());
    add(name + "_upper", band.upper());
  }

  /** The mean, with the intervals asked for. */
  void mean(boolean prediction) {
    add("yhat", predictor.yhat());
    if (confidence) {
      add("yhat", predictor.confidence());
    }
    if (prediction) {
      add("new", predictor.prediction());
    }
  }

  /** A parameter written as menl has it: {@code (name = expression)}. */
  void parameter(String text) {
    Matcher matcher = PARAMETER.matcher(text);
    boolean open = text.strip().startsWith("(");
    if (!matcher.matches() || open != text.strip().endsWith(")") && open) {
      throw new InputException(
          "cannot read the parameter " + text + "; write it as \"(delta = {delta:})\"");
    }
    String expression = matcher.group(2);
    if (open) {
      expression = expression.substring(0, expression.length() - 1).strip();
    }
    if (confidence) {
      Band band = predictor.parameterConfidence(expression);
      add(matcher.group(1), band.value());
      add(matcher.group(1), band);
    } else {
      add(matcher.group(1), predictor.parameter(expression));
    }
  }

  /**
   * One row a group, with the columns that were added.
   *
   * @param path variables that identify a group; none for a single row
   */
  Dataset byGroup(List<String> path) {
    Map<List<String>, Integer> first = new LinkedHashMap<>();
    for (int row = 0; row < table.rows(); row++) {
      int at = row;
      List<String> group = path.stream().map(v -> table.column(v).text(at)).toList();
      Integer known = first.putIfAbsent(group, row);
      if (known != null) {
        requireSame(known, row, group);
      }
    }
    Dataset rows = table.rows(first.values().stream().mapToInt(i -> i).toArray());
    Dataset.Builder out = Dataset.builder();
    path.forEach(v -> copy(rows, v, out));
    added.forEach(v -> copy(rows, v, out));
    return out.build();
  }

  private void requireSame(int known, int row, List<String> group) {
    for (String name : added) {
      double[] values = table.numbers(name);
      if (Double.compare(values[known], values[row]) != 0) {
        throw new InputException(
            name
                + " varies within "
                + (group.isEmpty() ? "the data" : String.join(">", group))
                + ": leave out --bygroup");
      }
    }
  }

  private static void copy(Dataset from, String name, Dataset.Builder to) {
    if (from.column(name) instanceof Column.Numeric numeric) {
      to.column(name, numeric.values());
    } else {
      String[] texts = new String[from.rows()];
      for (int row = 0; row < texts.length; row++) {
        texts[row] = from.column(name).isMissing(row) ? null : from.column(name).text(row);
      }
      to.column(name, texts);
    }
  }

  /** A row a random effect. */
  static Dataset randomEffects(List<RandomEffect> effects) {
    return Dataset.builder()
        .column("path", texts(effects, RandomEffect::path))
        .column("group", texts(effects, RandomEffect::group))
        .column("effect", texts(effects, RandomEffect::name))
        .column("estimate", effects.stream().mapToDouble(RandomEffect::estimate).toArray())
        .column("se", effects.stream().mapToDouble(RandomEffect::se).toArray())
        .build();
  }

  private static String[] texts(List<RandomEffect> effects, Function<RandomEffect, String> text) {
    return effects.stream().map(text).toArray(String[]::new);
  }
}
