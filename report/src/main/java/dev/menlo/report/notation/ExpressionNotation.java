package dev.menlo.report.notation;

import static dev.menlo.report.notation.MathMl.applied;
import static dev.menlo.report.notation.MathMl.fenced;
import static dev.menlo.report.notation.MathMl.fraction;
import static dev.menlo.report.notation.MathMl.joined;
import static dev.menlo.report.notation.MathMl.name;
import static dev.menlo.report.notation.MathMl.number;
import static dev.menlo.report.notation.MathMl.operator;
import static dev.menlo.report.notation.MathMl.row;
import static dev.menlo.report.notation.MathMl.sub;
import static dev.menlo.report.notation.MathMl.sup;
import static dev.menlo.report.notation.MathMl.symbol;
import static dev.menlo.report.notation.MathMl.words;

import dev.menlo.model.syntax.Expression;
import dev.menlo.model.syntax.Function;
import dev.menlo.model.syntax.Operator;
import dev.menlo.model.syntax.TimeShift;
import dev.menlo.report.markup.Content;
import dev.menlo.report.markup.Decimal;
import java.util.List;
import java.util.stream.IntStream;

/** Expressions of the language as MathML, with no more parentheses than they need. */
final class ExpressionNotation {
  private final Indices indices;
  private final TermNotation terms;

  ExpressionNotation(Indices indices, TermNotation terms) {
    this.indices = indices;
    this.terms = terms;
  }

  Content of(Expression expression) {
    return of(expression, 0);
  }

  /** An expression as an operand of an operator that binds so tightly. */
  private Content of(Expression e, int outer) {
    if (e instanceof Expression.Infix infix) {
      return infix(infix, outer);
    } else if (e instanceof Expression.Prefix prefix) {
      int strength = prefix.operator().strength();
      String sign = prefix.operator() == Operator.NOT ? "¬" : "−";
      return within(strength, outer, row(operator(sign), of(prefix.operand(), strength)));
    } else if (e instanceof Expression.Call call) {
      return FunctionNotation.of(call.function(), arguments(call));
    } else if (e instanceof Expression.Linear linear) {
      return within(Operator.PLUS.strength(), outer, terms.of(linear.combination()));
    }
    return operand(e);
  }

  private List<Content> arguments(Expression.Call call) {
    boolean conditional = call.function() == Function.COND;
    return IntStream.range(0, call.arguments().size())
        .mapToObj(
            i ->
                conditional && i == 0
                    ? condition(call.arguments().get(0))
                    : of(call.arguments().get(i)))
        .toList();
  }

  /** A condition as a statement: a comparison without the brackets that make it a number. */
  private Content condition(Expression e) {
    return e instanceof Expression.Infix infix && isComparison(infix.operator())
        ? comparison(infix)
        : of(e);
  }

  private static boolean isComparison(Operator operator) {
    return operator.strength() == Operator.EQUAL.strength();
  }

  private Content comparison(Expression.Infix infix) {
    int strength = infix.operator().strength();
    return row(
        of(infix.left(), strength),
        operator(sign(infix.operator())),
        of(infix.right(), strength + 1));
  }

  private Content infix(Expression.Infix infix, int outer) {
    int strength = infix.operator().strength();
    Content left = of(infix.left(), strength);
    return switch (infix.operator()) {
      case DIVIDE -> quotient(infix, outer);
      case POWER -> within(strength, outer, sup(of(infix.left(), strength + 1), of(infix.right())));
      case TIMES ->
          within(strength, outer, row(left, operator("·"), of(infix.right(), strength + 1)));
      case PLUS, MINUS, AND, OR ->
          within(
              strength,
              outer,
              row(left, operator(sign(infix.operator())), of(infix.right(), strength + 1)));
      default ->
          // A comparison is 1 where it holds, else 0.
          fenced("[", comparison(infix), "]");
    };
  }

  /** A fraction, which is its own fence except in a power; a sign above it stands before it. */
  private Content quotient(Expression.Infix infix, int outer) {
    if (infix.left() instanceof Expression.Prefix sign && sign.operator() == Operator.NEGATE) {
      Content fraction = fraction(of(sign.operand()), of(infix.right()));
      return within(Operator.PLUS.strength(), outer, row(operator("−"), fraction));
    }
    Content fraction = fraction(of(infix.left()), of(infix.right()));
    return outer > Operator.NEGATE.strength() ? fenced("(", fraction, ")") : fraction;
  }

  private static Content within(int strength, int outer, Content content) {
    return strength < outer ? fenced("(", content, ")") : content;
  }

  private static String sign(Operator operator) {
    return switch (operator) {
      case MINUS -> "−";
      case EQUAL -> "=";
      case NOT_EQUAL -> "≠";
      case AT_MOST -> "≤";
      case AT_LEAST -> "≥";
      case AND -> "∧";
      case OR -> "∨";
      default -> operator.symbol();
    };
  }

  private Content operand(Expression e) {
    if (e instanceof Expression.Number n) {
      return number(Decimal.significant(n.value(), 10));
    } else if (e instanceof Expression.Text t) {
      return words("“" + t.value() + "”");
    } else if (e instanceof Expression.Variable v) {
      return variable(v.name(), v.shifts());
    } else if (e instanceof Expression.Indicator i) {
      return terms.indicator(i.variable(), i.level());
    } else if (e instanceof Expression.Parameter p) {
      return parameter(p);
    } else if (e instanceof Expression.Effects effects) {
      return terms.of(effects.term());
    } else if (e instanceof Expression.Reference r) {
      return name(r.name(), indices.ofDefinition(r.name()));
    } else if (e instanceof Expression.Lagged l) {
      String named = l.name().equals(Expression.Lagged.MEAN) ? "mu" : l.name();
      return name(named, indices.ofRowBefore());
    }
    return symbol("π");
  }

  private Content parameter(Expression.Parameter p) {
    return p.equation().isEmpty()
        ? name(p.term(), "")
        : TermNotation.coefficient(p.equation(), p.term());
  }

  private Content variable(String variable, List<TimeShift> shifts) {
    if (shifts.isEmpty()) {
      return name(variable, indices.ofVariable(variable));
    }
    Content base = name(variable, indices.ofRow());
    for (int i = shifts.size() - 1; i >= 0; i--) {
      TimeShift shift = shifts.get(i);
      Content mark = symbol(shift.kind() == TimeShift.Kind.DIFFERENCE ? "Δ" : "L");
      int order = shift.kind() == TimeShift.Kind.LEAD ? -shift.order() : shift.order();
      base = row(order == 1 ? mark : sup(mark, number(Decimal.significant(order, 3))), base);
    }
    return base;
  }

  /** Functions whose notation is not their name. */
  private static final class FunctionNotation {
    private FunctionNotation() {}

    static Content of(Function function, List<Content> arguments) {
      Content first = arguments.get(0);
      return switch (function) {
        case SQRT -> MathMl.root(first);
        case ABS -> fenced("|", first, "|");
        case FLOOR -> fenced("⌊", first, "⌋");
        case CEIL -> fenced("⌈", first, "⌉");
        case LOG -> applied(symbol("ln"), first);
        case LOG10 -> applied(sub(symbol("log"), number("10")), first);
        case NORMAL -> applied(symbol("Φ"), first);
        case INVNORMAL -> applied(sup(symbol("Φ"), number("−1")), first);
        case INVLOGIT -> applied(sup(symbol("logit"), number("−1")), first);
        case LNGAMMA -> row(symbol("ln"), applied(symbol("Γ"), first));
        case COND ->
            row(
                MathMl.table(
                    List.of(
                        List.of(arguments.get(1), row(words("\u2003where\u00a0"), first)),
                        List.of(arguments.get(2), words("\u2003elsewhere"))),
                    "cases"));
        default -> applied(symbol(function.word()), joined(arguments, operator(",")));
      };
    }
  }
}
