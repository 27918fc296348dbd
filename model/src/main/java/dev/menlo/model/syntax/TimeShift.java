package dev.menlo.model.syntax;

/**
 * A time-series operator: {@code L2.} is (LAG, 2), {@code D.} is (DIFFERENCE, 1).
 *
 * @param kind lag, lead or difference
 * @param order how many rows, or how often differenced; at least 1
 */
public record TimeShift(Kind kind, int order) {
  /** The operators. */
  public enum Kind {
    /** The value some rows before. */
    LAG('L'),
    /** The value some rows later. */
    LEAD('F'),
    /** The value less the value of the row before, repeated. */
    DIFFERENCE('D');

    private final char letter;

    Kind(char letter) {
      this.letter = letter;
    }
  }

  /** As it is written: {@code L.}, {@code L2.}, {@code D.}. */
  @Override
  public String toString() {
    return kind.letter + (order == 1 ? "" : Integer.toString(order)) + ".";
  }
}
