package dev.menlo.model.syntax;

import java.util.List;

/** A substitutable expression: arithmetic over variables, parameters and random effects. */
public sealed interface Expression {
  /** Where it was written. */
  Place place();

  /** A literal. */
  record Number(double value, Place place) implements Expression {}

  /** {@code _pi}. */
  record Pi(Place place) implements Expression {}

  /** A quoted text, to be compared with a variable. */
  record Text(String value, Place place) implements Expression {}

  /**
   * A variable.
   *
   * @param shifts time-series operators, outermost first
   */
  record Variable(String name, List<TimeShift> shifts, Place place) implements Expression {}

  /** 1 where a variable has a level, else 0: {@code 2.variety}. */
  record Indicator(String variable, String level, Place place) implements Expression {}

  /**
   * A parameter: {@code {b}}, {@code {b=1.2}}, {@code {phi:x1}}.
   *
   * @param equation the part before the colon, or ""
   * @param start inline starting value, or NaN
   */
  record Parameter(String equation, String term, double start, Place place) implements Expression {
    /** Name as tables write it. */
    public String name() {
      return equation.isEmpty() ? term : equation + ":" + term;
    }
  }

  /** An estimate of a fit by its name: {@code var(U1)}, {@code _b[/rho]}, {@code [/delta]}. */
  record Estimate(String name, Place place) implements Expression {}

  /** Random effects, perhaps times columns: {@code {U1[tree]}}, {@code {c.x#U1[id]}}. */
  record Effects(Term term, Place place) implements Expression {}

  /** A named expression: {@code {xb:}}. */
  record Reference(String name, Place place) implements Expression {}

  /** The value of a named expression or of the mean at the row before: {@code L.{conc:}}. */
  record Lagged(String name, Place place) implements Expression {
    /** The name that stands for the mean, beside the name of the dependent variable. */
    public static final String MEAN = "_yhat";
  }

  /** A linear combination in place, or as the body of a definition. */
  record Linear(LinearCombination combination, Place place) implements Expression {}

  /** Negation or logical not. */
  record Prefix(Operator operator, Expression operand, Place place) implements Expression {}

  /** An operation on two operands; the place is that of the operator. */
  record Infix(Operator operator, Expression left, Expression right, Place place)
      implements Expression {}

  /** A function. */
  record Call(Function function, List<Expression> arguments, Place place) implements Expression {
    /** Copies the arguments. */
    public Call {
      arguments = List.copyOf(arguments);
    }
  }
}
