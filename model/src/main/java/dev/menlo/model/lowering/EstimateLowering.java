package dev.menlo.model.lowering;

import dev.menlo.engine.program.Program;
import dev.menlo.engine.program.ProgramBuilder;
import dev.menlo.model.EstimateFunction;
import dev.menlo.model.ModelException;
import dev.menlo.model.syntax.Expression;
import dev.menlo.model.syntax.ExpressionPrinter;
import dev.menlo.model.syntax.FormulaReader;
import dev.menlo.model.syntax.Nearest;
import dev.menlo.model.syntax.Place;
import dev.menlo.model.syntax.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lowers expressions whose names are those of a fit's estimates. */
public final class EstimateLowering {
  private static final int MOST_NAMES = 12;

  private final String label;
  private final Map<String, Integer> names;
  private final List<String> problems = new ArrayList<>();

  /**
   * A lowering.
   *
   * @param label what messages call the expression
   * @param names parameters by every name they have, with their index
   */
  public EstimateLowering(String label, Map<String, Integer> names) {
    this.label = label;
    this.names = names;
  }

  /**
   * A function, perhaps named.
   *
   * @throws ModelException with every problem found
   */
  public EstimateFunction function(String text) {
    FormulaReader.Named named = new FormulaReader(problems).function(new Source(label, text));
    throwProblems();
    Program program = program(named.value());
    throwProblems();
    return new EstimateFunction(named.name(), ExpressionPrinter.print(named.value()), program);
  }

  /**
   * Functions that are 0 where a hypothesis holds.
   *
   * @throws ModelException with every problem found
   */
  public List<EstimateFunction> hypothesis(String text) {
    List<Expression> sides = new FormulaReader(problems).hypothesis(new Source(label, text));
    throwProblems();
    List<EstimateFunction> functions = new ArrayList<>();
    if (sides.size() == 1) {
      String written = ExpressionPrinter.print(sides.get(0)) + " = 0";
      functions.add(new EstimateFunction("", written, program(sides.get(0))));
    }
    for (int i = 0; i + 1 < sides.size(); i++) {
      String written =
          ExpressionPrinter.print(sides.get(i)) + " = " + ExpressionPrinter.print(sides.get(i + 1));
      functions.add(new EstimateFunction("", written, program(sides.get(i), sides.get(i + 1))));
    }
    throwProblems();
    return functions;
  }

  private Program program(Expression value) {
    ProgramBuilder builder = new ProgramBuilder();
    return builder.build(arithmetic(builder).node(value));
  }

  private Program program(Expression left, Expression right) {
    ProgramBuilder builder = new ProgramBuilder();
    ArithmeticLowering arithmetic = arithmetic(builder);
    return builder.build(builder.sub(arithmetic.node(left), arithmetic.node(right)));
  }

  private ArithmeticLowering arithmetic(ProgramBuilder builder) {
    return new ArithmeticLowering(builder, new Names(builder));
  }

  private void throwProblems() {
    if (!problems.isEmpty()) {
      throw new ModelException(problems);
    }
  }

  /** Names as inputs of a program. */
  private final class Names implements ArithmeticLowering.Leaves {
    private final ProgramBuilder builder;

    Names(ProgramBuilder builder) {
      this.builder = builder;
    }

    @Override
    public int leaf(Expression e) {
      if (e instanceof Expression.Estimate estimate) {
        return parameter(estimate.name(), e.place());
      }
      if (e instanceof Expression.Parameter parameter) {
        return parameter(parameter.name(), e.place());
      }
      if (e instanceof Expression.Variable variable && variable.shifts().isEmpty()) {
        return parameter(variable.name(), e.place());
      }
      return problem(
          e.place(), "only names of estimates may stand here, no variables, texts or effects");
    }

    @Override
    public int indicator(Expression.Variable variable, Expression.Text level) {
      return problem(level.place(), "estimates are numbers, not texts");
    }

    private int parameter(String written, Place place) {
      String name = written.replaceAll("\\s*([,:])\\s*", "$1");
      Integer index = names.get(name);
      if (index == null && name.startsWith("/")) {
        index = names.get(name.substring(1));
      }
      return index == null ? problem(place, unknown(name)) : builder.residualParameter(index);
    }

    private String unknown(String name) {
      List<String> known = List.copyOf(names.keySet());
      String hint = Nearest.hint(name.startsWith("/") ? name.substring(1) : name, known);
      if (hint.isEmpty()) {
        hint =
            "; there are "
                + String.join(", ", known.subList(0, Math.min(MOST_NAMES, known.size())));
        hint += known.size() > MOST_NAMES ? " ..." : "";
      }
      return "no estimate is called " + name + hint;
    }

    private int problem(Place place, String message) {
      problems.add(place.problem(message));
      return builder.constant(Double.NaN);
    }
  }
}
