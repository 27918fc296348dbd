package dev.menlo.model;

import dev.menlo.engine.program.Interpreter;
import dev.menlo.engine.program.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small data set in memory: a schema, and the values of covariate recipes row by row. */
final class Table implements Schema {
  private final Map<String, List<String>> columns = new LinkedHashMap<>();

  /** Adds a column from text, values separated by blanks. */
  Table with(String name, String values) {
    columns.put(name, Arrays.asList(values.trim().split("\\s+")));
    return this;
  }

  @Override
  public List<String> variables() {
    return List.copyOf(columns.keySet());
  }

  @Override
  public boolean isNumeric(String variable) {
    return columns.get(variable).stream().allMatch(v -> v.matches("[-+]?[0-9.]+(e[-+]?\\d+)?"));
  }

  @Override
  public List<String> levels(String variable) {
    return columns.get(variable).stream().distinct().sorted().toList();
  }

  @Override
  public boolean observed(Map<String, String> cell) {
    for (int row = 0; row < rows(); row++) {
      int r = row;
      if (cell.entrySet().stream()
          .allMatch(e -> columns.get(e.getKey()).get(r).equals(e.getValue()))) {
        return true;
      }
    }
    return false;
  }

  int rows() {
    return columns.values().iterator().next().size();
  }

  /** The value of a recipe at a row; the whole table is one group. */
  double value(Covariate recipe, int row) {
    if (recipe instanceof Covariate.Variable v) {
      return Double.parseDouble(columns.get(v.name()).get(row));
    }
    if (recipe instanceof Covariate.Indicator i) {
      return columns.get(i.variable()).get(row).equals(i.level()) ? 1 : 0;
    }
    if (recipe instanceof Covariate.Product p) {
      return p.factors().stream().mapToDouble(f -> value(f, row)).reduce(1, (a, b) -> a * b);
    }
    if (recipe instanceof Covariate.Difference d) {
      return value(d.minuend(), row) - value(d.subtrahend(), row);
    }
    if (recipe instanceof Covariate.LevelNumber l) {
      return l.stride() * levels(l.variable()).indexOf(columns.get(l.variable()).get(row));
    }
    Covariate.Lagged lagged = (Covariate.Lagged) recipe;
    int other = row - lagged.lag();
    if (other < 0 || other >= rows()) {
      return lagged.zeroAtStart() && row == 0 ? 0 : Double.NaN;
    }
    return value(new Covariate.Variable(lagged.variable()), other);
  }

  /** The mean of every row, at the given fixed and random effects. */
  double[] mean(LoweredModel model, double[] beta, double[] b) {
    return evaluate(model.spec().mean(), model, beta, b);
  }

  /** A program of a model at every row. */
  double[] evaluate(Program program, LoweredModel model, double[] beta, double[] b) {
    Interpreter interpreter = new Interpreter(program);
    interpreter.startGroup();
    List<Double> values = new ArrayList<>();
    for (int row = 0; row < rows(); row++) {
      int r = row;
      double[] x = model.covariates().stream().mapToDouble(c -> value(c, r)).toArray();
      values.add(interpreter.evaluate(Interpreter.Row.ofMean(x, beta, b))[0]);
    }
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
