package dev.menlo.model.residual;

import dev.menlo.model.ModelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Columns over a small table of numbers, which also yields the covariates of a row. */
final class TableColumns implements Columns {
  private record Reserved(String name, int stride) {}

  private final Map<String, double[]> table = new LinkedHashMap<>();
  private final List<Reserved> reserved = new ArrayList<>();

  TableColumns with(String name, double... values) {
    table.put(name, values);
    return this;
  }

  double[] row(int j) {
    return reserved.stream().mapToDouble(c -> value(c, j)).toArray();
  }

  private double value(Reserved column, int j) {
    double x = values(column.name)[j];
    return column.stride == 0 ? x : column.stride * labels(column.name).indexOf(label(x));
  }

  private double[] values(String name) {
    if (!table.containsKey(name)) {
      throw new ModelException("no variable " + name);
    }
    return table.get(name);
  }

  private static String label(double x) {
    return x == Math.rint(x) ? Long.toString((long) x) : Double.toString(x);
  }

  private int reserve(Reserved column) {
    values(column.name);
    if (!reserved.contains(column)) {
      reserved.add(column);
    }
    return reserved.indexOf(column);
  }

  @Override
  public int variable(String name) {
    return reserve(new Reserved(name, 0));
  }

  @Override
  public int levelNumber(String name, int stride) {
    return reserve(new Reserved(name, stride));
  }

  @Override
  public List<String> labels(String name) {
    return Arrays.stream(values(name)).sorted().distinct().mapToObj(TableColumns::label).toList();
  }

  @Override
  public int largestGroup() {
    return table.values().iterator().next().length;
  }
}
