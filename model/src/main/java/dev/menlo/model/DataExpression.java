package dev.menlo.model;

import dev.menlo.engine.program.Program;
import dev.menlo.model.lowering.DataExpressionLowering;
import java.util.List;

/**
 * An expression of a data set's variables alone, such as the condition that restricts a sample.
 *
 * @param program one output, the value of a row; inputs COVARIATE
 * @param covariates recipe of each covariate column the program reads, in index order
 */
public record DataExpression(Program program, List<Covariate> covariates) {
  /** Copies the recipes. */
  public DataExpression {
    covariates = List.copyOf(covariates);
  }

  /**
   * Reads an expression and lowers it against a data set.
   *
   * @param label what messages call it, such as {@code if}
   * @throws ModelException with every problem found; parameters, random effects and time-series
   *     operators are problems
   */
  public static DataExpression lower(String label, String text, Schema schema) {
    return new DataExpressionLowering(label, schema).lower(text);
  }
}
