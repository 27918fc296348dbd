package dev.menlo.cuda.emulator.ptx;

/** PTX text with a position: hands out statements and knows the line. */
final class PtxText {
  private final String text;
  private int at;
  private int line = 1;

  PtxText(String text) {
    this.text = withoutComments(text);
  }

  /** Blanks comments out and keeps the line ends. */
  private static String withoutComments(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      if (text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        int stop = end < 0 ? text.length() : end + 2;
        text.substring(at, stop).chars().filter(c -> c == '\n').forEach(c -> kept.append('\n'));
        at = stop;
      } else {
        kept.append(text.charAt(at++));
      }
    }
    return kept.toString();
  }

  /** Line of the position, from 1. */
  int line() {
    return line;
  }

  /** Moves to the next character that is not white; false at the end. */
  boolean skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      take();
    }
    return at < text.length();
  }

  char peek() {
    return text.charAt(at);
  }

  char take() {
    char c = text.charAt(at++);
    if (c == '\n') {
      line++;
    }
    return c;
  }

  /** The rest of the line. */
  String restOfLine() {
    StringBuilder taken = new StringBuilder();
    while (at < text.length() && peek() != '\n') {
      taken.append(take());
    }
    return taken.toString();
  }

  /** Text up to one of the characters, which is left in place. */
  String upTo(String ends) {
    int start = at;
    while (at < text.length() && ends.indexOf(peek()) < 0) {
      take();
    }
    if (at == text.length()) {
      throw new PtxFault(PtxFault.Kind.UNSUPPORTED, "line " + line + ": the text ends too early");
    }
    return text.substring(start, at).trim();
  }
}
