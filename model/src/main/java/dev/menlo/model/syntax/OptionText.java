package dev.menlo.model.syntax;

import java.util.List;

/**
 * An option of a command line: {@code name(text)} or {@code name}.
 *
 * @param text what stands in the parentheses, or "" if there are none
 * @param at position of the name in the command line
 */
public record OptionText(String name, String text, int at) {
  /**
   * Splits {@code equation, option option(...)} at the first comma outside brackets.
   *
   * @param options where the options are added
   * @return the equation
   */
  public static String split(Source source, List<OptionText> options, List<String> problems) {
    int comma = endOf(source.text(), 0, ',');
    int at = skipped(source.text(), comma, " \t\r\n,");
    while (at < source.text().length()) {
      at = skipped(source.text(), read(source, at, options, problems), " \t\r\n,");
    }
    return source.text().substring(0, comma);
  }

  /** Reads the option at a position and returns the position after it. */
  private static int read(Source source, int at, List<OptionText> options, List<String> problems) {
    String text = source.text();
    int end = at;
    while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
      end++;
    }
    if (end == at) {
      problems.add(source.problem(at, "expected an option, found '" + text.charAt(at) + "'"));
      return text.length();
    }
    String name = text.substring(at, end);
    int open = skipped(text, end, " \t\r\n");
    if (open == text.length() || text.charAt(open) != '(') {
      options.add(new OptionText(name, "", at));
      return end;
    }
    int close = endOf(text, open + 1, ')');
    if (close == text.length()) {
      problems.add(source.problem(open, "'(' is not closed: expected ')' after " + name + "(..."));
      return text.length();
    }
    options.add(new OptionText(name, text.substring(open + 1, close).trim(), at));
    return close + 1;
  }

  private static int skipped(String text, int from, String characters) {
    int at = from;
    while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  /**
   * First position from {@code from} of a closing character outside brackets and quotes, or the
   * end.
   */
  private static int endOf(String text, int from, char closing) {
    int depth = 0;
    boolean quoted = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      }
      if (quoted) {
        continue;
      }
      if (depth == 0 && c == closing) {
        return i;
      }
      depth += "({[".indexOf(c) >= 0 ? 1 : ")}]".indexOf(c) >= 0 ? -1 : 0;
    }
    return text.length();
  }
}
