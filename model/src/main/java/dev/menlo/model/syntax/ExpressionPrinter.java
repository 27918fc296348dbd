package dev.menlo.model.syntax;

import java.util.stream.Collectors;

/** Expressions as menl writes them; reading the text gives an equal expression. */
public final class ExpressionPrinter {
  private ExpressionPrinter() {}

  /** An expression, with no more parentheses than it needs. */
  public static String print(Expression expression) {
    return print(expression, 0);
  }

  /** The body of a definition: terms for a linear combination, else the expression. */
  public static String body(Expression expression) {
    return expression instanceof Expression.Linear linear
        ? TermPrinter.body(linear.combination())
        : print(expression);
  }

  private static String print(Expression expression, int outer) {
    if (expression instanceof Expression.Prefix prefix) {
      return prefix(prefix, outer);
    }
    if (expression instanceof Expression.Infix infix) {
      return infix(infix, outer);
    }
    if (expression instanceof Expression.Call call) {
      return call.arguments().stream()
          .map(ExpressionPrinter::print)
          .collect(Collectors.joining(",", call.function().word() + "(", ")"));
    }
    return operand(expression);
  }

  private static String prefix(Expression.Prefix prefix, int outer) {
    int strength = prefix.operator().strength();
    String text = prefix.operator().symbol() + print(prefix.operand(), strength);
    return strength < outer ? "(" + text + ")" : text;
  }

  private static String infix(Expression.Infix infix, int outer) {
    int strength = infix.operator().strength();
    String text =
        print(infix.left(), strength)
            + infix.operator().symbol()
            + print(infix.right(), strength + 1);
    return strength < outer ? "(" + text + ")" : text;
  }

  private static String operand(Expression expression) {
    if (expression instanceof Expression.Number number) {
      return number(number.value());
    }
    if (expression instanceof Expression.Text text) {
      return "\"" + text.value() + "\"";
    }
    if (expression instanceof Expression.Variable variable) {
      return TermPrinter.shifts(variable.shifts()) + variable.name();
    }
    if (expression instanceof Expression.Estimate estimate) {
      return "_b[" + estimate.name() + "]";
    }
    if (expression instanceof Expression.Indicator indicator) {
      return TermPrinter.level(indicator.level()) + "." + indicator.variable();
    }
    return expression instanceof Expression.Pi ? "_pi" : braced(expression);
  }

  private static String braced(Expression expression) {
    if (expression instanceof Expression.Parameter parameter) {
      return parameter(parameter);
    }
    if (expression instanceof Expression.Effects effects) {
      return "{" + TermPrinter.term(effects.term()) + "}";
    }
    if (expression instanceof Expression.Reference reference) {
      return "{" + reference.name() + ":}";
    }
    if (expression instanceof Expression.Lagged lagged) {
      boolean mean = lagged.name().equals(Expression.Lagged.MEAN);
      return "L." + (mean ? lagged.name() : "{" + lagged.name() + ":}");
    }
    LinearCombination combination = ((Expression.Linear) expression).combination();
    return "{" + combination.name() + ": " + TermPrinter.body(combination) + "}";
  }

  private static String parameter(Expression.Parameter parameter) {
    String name =
        parameter.equation().isEmpty()
            ? parameter.term()
            : parameter.equation() + ":" + Coefficients.quoted(parameter.term());
    boolean started = !Double.isNaN(parameter.start());
    return "{" + name + (started ? "=" + number(parameter.start()) : "") + "}";
  }

  /** The shortest text that reads as the same number. */
  static String number(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }
}
