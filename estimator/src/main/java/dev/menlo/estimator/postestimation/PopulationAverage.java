package dev.menlo.estimator.postestimation;

import dev.menlo.engine.Design;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.program.Derivatives;
import dev.menlo.engine.program.MeanDerivatives;
import dev.menlo.engine.program.Program;
import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.data.Binding;
import dev.menlo.estimator.data.BoundData;
import dev.menlo.estimator.data.Column;
import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.rows.RowWalk;
import dev.menlo.model.Covariate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A program of a model at random effects of 0, with its gradient in beta, row by row over the
 * estimation sample with some variables set to other values, and averaged.
 */
final class PopulationAverage {
  private final FittedModel fitted;
  private final MeanDerivatives program;
  private final int p;
  private double[][] outputs;

  PopulationAverage(FittedModel fitted, Program program) {
    this.fitted = fitted;
    this.p = fitted.point().beta().length;
    this.program = Derivatives.of(program, p, fitted.lowered().spec().allRandomEffects(), 1);
  }

  /**
   * Evaluates every row with variables set.
   *
   * @throws DataException if a value is not among the levels of a factor, or no number
   */
  void set(Map<String, String> values) {
    ModelSpec spec = fitted.lowered().spec();
    Design design = values.isEmpty() ? fitted.data().design() : design(values);
    double[][] effects = new double[spec.levels()][];
    for (int k = 1; k <= effects.length; k++) {
      effects[k - 1] = new double[design.groups(k) * spec.randomEffects(k)];
    }
    outputs = new RowWalk(spec, design).evaluate(program.program(), fitted.point().beta(), effects);
  }

  /** The average value and gradient over some rows, 1 + p. */
  double[] over(int[] some) {
    double[] sum = new double[1 + p];
    for (int i : some) {
      sum[0] += outputs[0][i] / some.length;
      for (int j = 0; j < p; j++) {
        int column = program.fixedColumn()[j];
        sum[1 + j] += column < 0 ? 0 : outputs[1 + column][i] / some.length;
      }
    }
    return sum;
  }

  /** The design of the sample with variables set. */
  private Design design(Map<String, String> values) {
    BoundData own = fitted.data();
    Set<String> names = new LinkedHashSet<>();
    fitted.lowered().covariates().forEach(c -> VariableSummary.collect(c, names));
    Dataset.Builder changed = Dataset.builder().source(own.source());
    for (String name : names) {
      add(changed, name, values.get(name));
    }
    BoundData moved =
        new BoundData(
            changed.build(),
            own.design(),
            own.response(),
            own.rows(),
            own.groups(),
            own.labels(),
            own.excluded(),
            own.dropped(),
            own.missing());
    return Binding.columns(fitted.lowered(), moved, fitted.schema()).design();
  }

  private void add(Dataset.Builder changed, String name, String value) {
    Dataset data = fitted.data().data();
    Column column = data.column(name);
    if (value != null) {
      requireLevel(name, value);
    }
    if (column instanceof Column.Numeric numeric) {
      double[] own = numeric.values();
      if (value != null) {
        own = new double[own.length];
        java.util.Arrays.fill(own, number(name, value));
      }
      changed.column(name, own);
    } else {
      String[] texts = new String[data.rows()];
      for (int i = 0; i < texts.length; i++) {
        texts[i] = value != null ? value : column.isMissing(i) ? null : column.text(i);
      }
      changed.column(name, texts);
    }
  }

  private static double number(String name, String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new DataException(name + " is a number and cannot be \"" + value + "\"", e);
    }
  }

  /** Where a model reads a variable by its levels, another value would be none of them. */
  private void requireLevel(String name, String value) {
    boolean factor = fitted.lowered().covariates().stream().anyMatch(c -> isFactor(c, name));
    List<String> levels = factor ? fitted.schema().levels(name) : List.of(value);
    if (!levels.contains(value)) {
      throw new DataException(
          name + " has no level " + value + "; it has " + String.join(", ", levels));
    }
  }

  private static boolean isFactor(Covariate covariate, String name) {
    if (covariate instanceof Covariate.Indicator i) {
      return i.variable().equals(name);
    }
    if (covariate instanceof Covariate.LevelNumber l) {
      return l.variable().equals(name);
    }
    return covariate instanceof Covariate.Product product
        && product.factors().stream().anyMatch(c -> isFactor(c, name));
  }
}
