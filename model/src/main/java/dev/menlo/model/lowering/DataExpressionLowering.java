package dev.menlo.model.lowering;

import dev.menlo.engine.program.Program;
import dev.menlo.model.DataExpression;
import dev.menlo.model.ModelException;
import dev.menlo.model.Schema;
import dev.menlo.model.residual.ResidualStructure;
import dev.menlo.model.syntax.Expression;
import dev.menlo.model.syntax.FormulaReader;
import dev.menlo.model.syntax.Source;
import dev.menlo.model.syntax.Specification;
import java.util.ArrayList;
import java.util.List;

/** Lowers expressions that use nothing but the variables of a data set. */
public final class DataExpressionLowering {
  private final String label;
  private final Schema schema;
  private final List<String> problems = new ArrayList<>();

  /**
   * A lowering.
   *
   * @param label what messages call the expression
   */
  public DataExpressionLowering(String label, Schema schema) {
    this.label = label;
    this.schema = schema;
  }

  /**
   * The program of an expression.
   *
   * @throws ModelException with every problem found
   */
  public DataExpression lower(String text) {
    Expression expression = new FormulaReader(problems).expression(new Source(label, text));
    if (expression != null) {
      Walk.expressions(expression, this::requireVariables);
    }
    throwProblems();
    Names none = new Names(alone(expression), problems);
    Quantities quantities = new Quantities(none, List.of(), schema, problems);
    Program program = new MeanLowering(none, quantities, problems).program(expression);
    throwProblems();
    return new DataExpression(program, quantities.columns().recipes());
  }

  private static Specification alone(Expression expression) {
    return new Specification(
        "", expression, List.of(), List.of(), ResidualStructure.IDENTITY, List.of(), "", false);
  }

  private void requireVariables(Expression e) {
    boolean shifted = e instanceof Expression.Variable v && !v.shifts().isEmpty();
    if (shifted
        || e instanceof Expression.Parameter
        || e instanceof Expression.Effects
        || e instanceof Expression.Reference
        || e instanceof Expression.Lagged
        || e instanceof Expression.Linear) {
      problems.add(
          e.place()
              .problem("only variables may stand here, no {parameters}, random effects or lags"));
    }
  }

  private void throwProblems() {
    if (!problems.isEmpty()) {
      throw new ModelException(problems);
    }
  }
}
