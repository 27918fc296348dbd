package dev.menlo.estimator.postestimation;

import dev.menlo.engine.Design;
import dev.menlo.engine.program.Derivatives;
import dev.menlo.engine.program.Interpreter;
import dev.menlo.engine.program.MeanDerivatives;
import dev.menlo.engine.program.Program;
import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.data.BoundData;
import dev.menlo.estimator.data.Column;
import dev.menlo.estimator.data.CovariateColumns;
import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.data.Dataset;
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
  private final double[] noEffects;
  private double[][] rows;

  PopulationAverage(FittedModel fitted, Program program) {
    this.fitted = fitted;
    this.p = fitted.point().beta().length;
    this.noEffects = new double[fitted.lowered().spec().allRandomEffects()];
    this.program = Derivatives.of(program, p, noEffects.length, 1);
  }

  /**
   * Evaluates every row with variables set.
   *
   * @throws DataException if a value is not among the levels of a factor, or no number
   */
  void set(Map<String, String> values) {
    BoundData data = fitted.data();
    Design design = data.design();
    double[][] columns = values.isEmpty() ? own(design) : columns(values);
    int[] starts = design.start(design.levels());
    Interpreter interpreter = new Interpreter(program.program());
    rows = new double[design.rows()][];
    for (int g = 0; g + 1 < starts.length; g++) {
      interpreter.startGroup();
      for (int i = starts[g]; i < starts[g + 1]; i++) {
        rows[i] = evaluate(interpreter, columns, i);
      }
    }
  }

  private double[][] own(Design design) {
    double[][] columns = new double[design.covariates()][];
    for (int c = 0; c < columns.length; c++) {
      columns[c] = design.covariate(c);
    }
    return columns;
  }

  private double[] evaluate(Interpreter interpreter, double[][] columns, int row) {
    double[] covariates = new double[columns.length];
    for (int c = 0; c < columns.length; c++) {
      covariates[c] = columns[c][row];
    }
    double[] outputs =
        interpreter.evaluate(Interpreter.Row.ofMean(covariates, fitted.point().beta(), noEffects));
    double[] out = new double[1 + p];
    out[0] = outputs[0];
    for (int j = 0; j < p; j++) {
      int column = program.fixedColumn()[j];
      out[1 + j] = column < 0 ? 0 : outputs[1 + column];
    }
    return out;
  }

  /** The average value and gradient over some rows, 1 + p. */
  double[] over(int[] some) {
    double[] sum = new double[1 + p];
    for (int i : some) {
      for (int k = 0; k <= p; k++) {
        sum[k] += rows[i][k] / some.length;
      }
    }
    return sum;
  }

  /** The columns of the model over the sample with variables set. */
  private double[][] columns(Map<String, String> values) {
    BoundData data = fitted.data();
    Set<String> names = new LinkedHashSet<>();
    List<Covariate> recipes = fitted.lowered().covariates();
    recipes.forEach(c -> VariableSummary.collect(c, names));
    Dataset.Builder changed = Dataset.builder().source(data.source());
    for (String name : names) {
      add(changed, name, values.get(name));
    }
    Design design = data.design();
    CovariateColumns columns =
        new CovariateColumns(
            changed.build(), data.rows(), design.start(design.levels()), fitted.schema());
    return recipes.stream().map(columns::of).toArray(double[][]::new);
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
