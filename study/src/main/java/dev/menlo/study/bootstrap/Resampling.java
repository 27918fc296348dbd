package dev.menlo.study.bootstrap;

import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.data.Column;
import dev.menlo.estimator.data.Dataset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The cases of a fit: its sample as a data set, in design order, and which group each row is of.
 */
final class Resampling {
  private final FittedModel fitted;

  Resampling(FittedModel fitted) {
    this.fitted = fitted;
  }

  /** The rows of the estimation sample alone. */
  Dataset sample() {
    return rows(fitted.data().data(), fitted.data().rows());
  }

  /** The variable of the outermost grouping level, or "" without groups. */
  String identifier() {
    return fitted.lowered().levels().isEmpty()
        ? ""
        : fitted.lowered().levels().get(0).path().get(0);
  }

  /** Per row of the sample, its case: a group of the outermost level, or the row itself. */
  int[] groups() {
    Dataset sample = sample();
    if (identifier().isEmpty()) {
      return IntStream.range(0, sample.rows()).toArray();
    }
    Column ids = sample.column(identifier());
    Map<String, Integer> numbers = new HashMap<>();
    return IntStream.range(0, sample.rows())
        .map(row -> numbers.computeIfAbsent(ids.text(row), id -> numbers.size()))
        .toArray();
  }

  /** Some groups one after another, numbered anew in their identifier. */
  static Dataset of(Dataset sample, int[] group, String identifier, int[] chosen) {
    int[] rows =
        Arrays.stream(chosen)
            .flatMap(g -> IntStream.range(0, group.length).filter(row -> group[row] == g))
            .toArray();
    Dataset data = rows(sample, rows);
    if (identifier.isEmpty()) {
      return data;
    }
    double[] ids =
        IntStream.range(0, chosen.length)
            .flatMap(
                k ->
                    IntStream.range(0, group.length)
                        .filter(row -> group[row] == chosen[k])
                        .map(row -> k + 1))
            .asDoubleStream()
            .toArray();
    return data.with(identifier, ids);
  }

  private static Dataset rows(Dataset data, int[] rows) {
    Dataset.Builder builder = Dataset.builder().source("bootstrap sample");
    for (String name : data.variables()) {
      Column column = data.column(name);
      if (column instanceof Column.Numeric numeric) {
        builder.column(name, Arrays.stream(rows).mapToDouble(r -> numeric.values()[r]).toArray());
      } else {
        builder.column(
            name,
            Arrays.stream(rows)
                .mapToObj(r -> column.isMissing(r) ? null : column.text(r))
                .toArray(String[]::new));
      }
    }
    return builder.build();
  }
}
