package dev.menlo.model.residual;

import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.ProgramBuilder;
import dev.menlo.model.ResidualParameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The variable by whose levels the parameters of a structure differ: {@code strata()} of a variance
 * function, {@code by()} of a correlation. With L levels and m parameters each, delta has L m
 * elements, the m of the first level first.
 *
 * @param variable its name, or "" where all rows share the parameters
 */
public record Category(String variable) {
  /** All rows share the parameters. */
  public static final Category NONE = new Category("");

  /** Whether all rows share the parameters. */
  public boolean isNone() {
    return variable.isEmpty();
  }

  /** L, the number of levels; 1 for {@link #NONE}. */
  public int levels(Columns columns) {
    return isNone() ? 1 : columns.labels(variable).size();
  }

  /** Starting values: those of one level, repeated. */
  double[] start(Columns columns, double... each) {
    double[] start = new double[levels(columns) * each.length];
    for (int i = 0; i < start.length; i++) {
      start[i] = each[i % each.length];
    }
    return start;
  }

  /** Names the parameters of every level: {@code delta:1.variety}. */
  List<ResidualParameter> parameters(Columns columns, ResidualParameter... each) {
    if (isNone()) {
      return List.of(each);
    }
    List<ResidualParameter> all = new ArrayList<>();
    for (String label : columns.labels(variable)) {
      for (ResidualParameter parameter : each) {
        all.add(labelled(parameter, label));
      }
    }
    return all;
  }

  private ResidualParameter labelled(ResidualParameter parameter, String label) {
    return new ResidualParameter(
        parameter.name() + ":" + label + "." + variable, parameter.interval());
  }

  /** Applies a map from the parameters of one level to each level's share of {@code delta}. */
  int[] eachLevel(Columns columns, int[] delta, UnaryOperator<int[]> map) {
    int levels = levels(columns);
    int m = delta.length / levels;
    return IntStream.range(0, levels)
        .mapToObj(l -> map.apply(Arrays.copyOfRange(delta, l * m, (l + 1) * m)))
        .flatMapToInt(Arrays::stream)
        .toArray();
  }

  /** The parameters of the row's level: element i is a SELECT over the levels. */
  int[] ofRow(ProgramBuilder b, Columns columns, int[] delta) {
    int levels = levels(columns);
    int m = delta.length / levels;
    int[] chosen = Arrays.copyOfRange(delta, (levels - 1) * m, levels * m);
    for (int l = levels - 2; l >= 0; l--) {
      int here = b.apply(Op.EQ, b.covariate(columns.levelNumber(variable, 1)), b.constant(l));
      for (int i = 0; i < m; i++) {
        chosen[i] = b.apply(Op.SELECT, here, delta[l * m + i], chosen[i]);
      }
    }
    return chosen;
  }

  /** The suboption that names the category, or nothing. */
  List<String> suboption(String keyword) {
    return isNone() ? List.of() : List.of(keyword + "(" + variable + ")");
  }
}
