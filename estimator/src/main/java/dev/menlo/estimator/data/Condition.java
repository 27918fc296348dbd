package dev.menlo.estimator.data;

import dev.menlo.engine.program.Interpreter;
import dev.menlo.model.DataExpression;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The {@code if} of a fit: an expression of the data's variables, true where it is not 0. */
public final class Condition {
  private Condition() {}

  /**
   * The rows of a data set that satisfy an expression. A row where it is missing does not.
   *
   * @throws dev.menlo.model.ModelException if it cannot be read, or uses more than variables
   */
  public static IntPredicate of(String expression, Dataset data) {
    int[] rows = IntStream.range(0, data.rows()).toArray();
    DatasetSchema schema = new DatasetSchema(data, rows);
    DataExpression lowered = DataExpression.lower("if", expression, schema);
    CovariateColumns recipes = new CovariateColumns(data, rows, new int[] {0, rows.length}, schema);
    double[][] columns = lowered.covariates().stream().map(recipes::of).toArray(double[][]::new);
    Interpreter interpreter = new Interpreter(lowered.program());
    double[] values = new double[columns.length];
    double[] none = {};
    return row -> {
      for (int c = 0; c < columns.length; c++) {
        values[c] = columns[c][row];
      }
      double truth = interpreter.evaluate(Interpreter.Row.ofMean(values, none, none))[0];
      return !Double.isNaN(truth) && truth != 0;
    };
  }
}
