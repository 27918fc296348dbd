package dev.menlo.model.syntax;

/**
 * A piece of model text with the words that say where it was written.
 *
 * @param label {@code model}, {@code define(phi1)}, {@code tsinit} ...
 * @param text the text that positions count in
 */
public record Source(String label, String text) {
  private static final int WIDTH = 100;
  private static final int BEFORE = 60;

  /**
   * A problem at a position: the message, then the line with a caret under the column.
   *
   * @param at position in the text, from 0; the end of the text is allowed
   */
  public String problem(int at, String message) {
    int position = Math.max(0, Math.min(at, text.length()));
    int start = text.lastIndexOf('\n', position - 1) + 1;
    int end = text.indexOf('\n', position);
    String line = text.substring(start, end < 0 ? text.length() : end).replace('\t', ' ');
    int column = position - start;
    int cut = line.length() > WIDTH && column > BEFORE ? column - BEFORE : 0;
    String shown = line.substring(cut, Math.min(line.length(), cut + WIDTH)).stripTrailing();
    return label
        + ", column "
        + (column + 1)
        + ": "
        + message
        + "\n  "
        + shown
        + "\n  "
        + " ".repeat(column - cut)
        + "^";
  }
}
