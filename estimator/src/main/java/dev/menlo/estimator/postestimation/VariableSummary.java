package dev.menlo.estimator.postestimation;

import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.data.BoundData;
import dev.menlo.estimator.data.Column;
import dev.menlo.model.Covariate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A variable over the observations of a fit. A variable of texts has only its count of values.
 *
 * @param name the variable
 * @param observations rows in the likelihood where it is there
 * @param values number of distinct values
 * @param mean mean, or NaN for texts
 * @param standardDeviation with divisor n - 1
 * @param min smallest value
 * @param max largest value
 */
public record VariableSummary(
    String name,
    int observations,
    int values,
    double mean,
    double standardDeviation,
    double min,
    double max) {
  /** The response, then the variables that the mean and the errors read, in their order. */
  public static List<VariableSummary> of(FittedModel fitted) {
    Set<String> names = new LinkedHashSet<>();
    names.add(fitted.lowered().response());
    fitted.lowered().covariates().forEach(c -> collect(c, names));
    List<VariableSummary> out = new ArrayList<>();
    for (String name : names) {
      out.add(summary(name, fitted.data()));
    }
    return out;
  }

  /** Adds the variables that a column reads. */
  static void collect(Covariate covariate, Set<String> names) {
    if (covariate instanceof Covariate.Variable v) {
      names.add(v.name());
    } else if (covariate instanceof Covariate.Indicator i) {
      names.add(i.variable());
    } else if (covariate instanceof Covariate.LevelNumber l) {
      names.add(l.variable());
    } else if (covariate instanceof Covariate.Lagged l) {
      names.add(l.variable());
    } else if (covariate instanceof Covariate.Product p) {
      p.factors().forEach(f -> collect(f, names));
    } else if (covariate instanceof Covariate.Difference d) {
      collect(d.minuend(), names);
      collect(d.subtrahend(), names);
    }
  }

  private static VariableSummary summary(String name, BoundData data) {
    Column column = data.data().column(name);
    Set<String> values = new LinkedHashSet<>();
    List<Double> numbers = new ArrayList<>();
    int count = 0;
    for (int i = 0; i < data.rows().length; i++) {
      int row = data.rows()[i];
      if (data.design().inLikelihood(i) && !column.isMissing(row)) {
        count++;
        values.add(column.text(row));
        if (column instanceof Column.Numeric numeric) {
          numbers.add(numeric.values()[row]);
        }
      }
    }
    double mean = numbers.stream().mapToDouble(x -> x).average().orElse(Double.NaN);
    double squares = numbers.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
    return new VariableSummary(
        name,
        count,
        values.size(),
        mean,
        numbers.size() > 1 ? Math.sqrt(squares / (numbers.size() - 1)) : Double.NaN,
        numbers.stream().mapToDouble(x -> x).min().orElse(Double.NaN),
        numbers.stream().mapToDouble(x -> x).max().orElse(Double.NaN));
  }
}
