package dev.menlo.model.syntax;

import java.util.Arrays;

/** Operators, with how tightly they bind (Stata's order). */
public enum Operator {
  /** Logical not. */
  NOT("!", 9),
  /** Power. */
  POWER("^", 8),
  /** Negation. */
  NEGATE("-", 7),
  /** Product. */
  TIMES("*", 6),
  /** Quotient. */
  DIVIDE("/", 6),
  /** Sum. */
  PLUS("+", 5),
  /** Difference. */
  MINUS("-", 5),
  /** Equal. */
  EQUAL("==", 4),
  /** Not equal. */
  NOT_EQUAL("!=", 4),
  /** Less. */
  LESS("<", 4),
  /** Less or equal. */
  AT_MOST("<=", 4),
  /** Greater. */
  GREATER(">", 4),
  /** Greater or equal. */
  AT_LEAST(">=", 4),
  /** Logical and. */
  AND("&", 3),
  /** Logical or. */
  OR("|", 2);

  private final String symbol;
  private final int strength;

  Operator(String symbol, int strength) {
    this.symbol = symbol;
    this.strength = strength;
  }

  /** As it is written. */
  public String symbol() {
    return symbol;
  }

  /** Greater binds tighter. */
  public int strength() {
    return strength;
  }

  /** The operator between two operands that is written so. */
  static Operator infix(String symbol) {
    String written = symbol.equals("~=") ? "!=" : symbol;
    return Arrays.stream(values())
        .filter(o -> o.symbol.equals(written) && o != NEGATE)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(symbol));
  }
}
