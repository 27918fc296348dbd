package dev.menlo.estimator.predict;

import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.data.Binding;
import dev.menlo.estimator.data.BoundData;
import dev.menlo.estimator.data.Column;
import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.Covariate;
import dev.menlo.model.GroupingLevel;
import dev.menlo.model.LoweredModel;
import dev.menlo.model.Schema;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The rows that are predicted, bound to the model of a fit.
 *
 * @param model the fit's, or the fit's with expressions of the user
 * @param bound the rows
 * @param fitted per level, outermost first, the fit's number of each group, or -1 for a new one
 */
record PredictionRows(LoweredModel model, BoundData bound, int[][] fitted) {
  /** The estimation sample. */
  static PredictionRows ofSample(LoweredModel model, FittedModel fit) {
    boolean same = model.covariates().equals(fit.lowered().covariates());
    BoundData bound = same ? fit.data() : columns(model, fit);
    int[][] fitted = new int[bound.design().levels()][];
    Arrays.setAll(fitted, k -> IntStream.range(0, bound.design().groups(k + 1)).toArray());
    return new PredictionRows(model, bound, fitted);
  }

  /** The sample with the columns that expressions of the user need beside the model's. */
  private static BoundData columns(LoweredModel model, FittedModel fit) {
    return Binding.columns(model, fit.data(), fit.schema());
  }

  /**
   * Rows of another data set.
   *
   * @param populationOnly whether no group matters, so that grouping variables may be missing
   * @throws DataException if a variable is missing, or a factor has a level that the fit does not
   *     know
   */
  static PredictionRows of(
      LoweredModel model, FittedModel fit, Dataset data, boolean populationOnly) {
    Dataset complete = completed(model, data, populationOnly);
    new FactorLevels(fit.schema(), complete).check(model.covariates());
    BoundData bound = Binding.rows(model, complete, fit.schema());
    if (bound.design().rows() == 0) {
      throw new DataException(
          data.source()
              + ": every row lacks a covariate or a group; the model reads "
              + String.join(", ", dev.menlo.estimator.data.Sample.read(model)));
    }
    return new PredictionRows(model, bound, matched(fit.data().labels(), bound.labels()));
  }

  /** The data with an empty response and, if groups do not matter, one group for all. */
  private static Dataset completed(LoweredModel model, Dataset data, boolean populationOnly) {
    Dataset out = data;
    if (!out.has(model.response())) {
      double[] none = new double[data.rows()];
      Arrays.fill(none, Double.NaN);
      out = out.with(model.response(), none);
    }
    for (GroupingLevel level : model.levels()) {
      for (String variable : level.path()) {
        if (populationOnly && !out.has(variable)) {
          out = out.with(variable, new double[data.rows()]);
        }
      }
    }
    return out;
  }

  private static int[][] matched(List<List<String>> known, List<List<String>> labels) {
    int[][] out = new int[labels.size()][];
    for (int k = 0; k < out.length; k++) {
      Map<String, Integer> number = new HashMap<>();
      for (int g = 0; g < known.get(k).size(); g++) {
        number.put(known.get(k).get(g), g);
      }
      out[k] = labels.get(k).stream().mapToInt(l -> number.getOrDefault(l, -1)).toArray();
    }
    return out;
  }

  /** Values of the rows of the design, put at the rows of the data set; NaN elsewhere. */
  double[] inDataOrder(double[] values) {
    double[] out = new double[bound.data().rows()];
    Arrays.fill(out, Double.NaN);
    for (int i = 0; i < values.length; i++) {
      out[bound.rows()[i]] = values[i];
    }
    return out;
  }

  /** Refuses levels of factors that a model has no coding for. */
  private record FactorLevels(Schema schema, Dataset data) {
    void check(List<Covariate> covariates) {
      covariates.forEach(this::check);
    }

    private void check(Covariate covariate) {
      if (covariate instanceof Covariate.Indicator indicator) {
        check(indicator.variable());
      } else if (covariate instanceof Covariate.LevelNumber number) {
        check(number.variable());
      } else if (covariate instanceof Covariate.Product product) {
        check(product.factors());
      } else if (covariate instanceof Covariate.Difference difference) {
        check(List.of(difference.minuend(), difference.subtrahend()));
      }
    }

    private void check(String variable) {
      List<String> known = schema.levels(variable);
      Column column = data.column(variable);
      int[] all = IntStream.range(0, data.rows()).toArray();
      for (String level : column.levels(all)) {
        if (!known.contains(level)) {
          throw new DataException(
              data.source()
                  + ": "
                  + variable
                  + " is "
                  + level
                  + " in some row, which the fit has not seen; it knows "
                  + String.join(", ", known));
        }
      }
    }
  }
}
