package dev.menlo.estimator.postestimation;

import dev.menlo.estimator.data.DataException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values of variables as {@code margins} takes them: {@code age=500 1000 variety=1}, numbers also
 * as {@code 500(100)1000}, texts with blanks in quotes.
 */
final class AtValues {
  private static final Pattern WORD =
      Pattern.compile("\\s*,?\\s*(?:([\\p{L}_][\\p{L}\\p{N}_]*)\\s*=\\s*)?(\"[^\"]*\"|[^\\s,=]+)");

  private static final Pattern RANGE = Pattern.compile("(.+)\\((.+)\\)(.+)");

  private static final int MOST_VALUES = 10_000;

  private AtValues() {}

  /**
   * The values by variable, in the order written.
   *
   * @throws DataException if the text cannot be read
   */
  static Map<String, List<String>> parse(String text) {
    Map<String, List<String>> out = new LinkedHashMap<>();
    List<String> values = null;
    if (text.stripTrailing().endsWith("=")) {
      throw problem(text, "a value is missing");
    }
    Matcher word = WORD.matcher(text.stripTrailing());
    int end = 0;
    while (word.lookingAt()) {
      if (word.group(1) != null) {
        values = out.computeIfAbsent(word.group(1), v -> new ArrayList<>());
      }
      if (values == null) {
        throw problem(text, "begin with a variable");
      }
      add(word.group(2), values, text);
      end = word.end();
      word.region(end, word.regionEnd());
    }
    if (end < text.stripTrailing().length() || out.isEmpty()) {
      throw problem(text, "a value is missing");
    }
    return out;
  }

  private static void add(String word, List<String> values, String text) {
    Matcher range = RANGE.matcher(word);
    if (word.startsWith("\"")) {
      values.add(word.substring(1, word.length() - 1));
    } else if (range.matches()) {
      double from = number(range.group(1), text);
      double step = number(range.group(2), text);
      double to = number(range.group(3), text);
      double count = Math.floor((to - from) / step * (1 + 1e-12) + 1e-9);
      if (!(count >= 0) || count > MOST_VALUES) {
        throw problem(text, word + " has no values, or too many");
      }
      for (int k = 0; k <= count; k++) {
        values.add(plain(from + k * step));
      }
    } else {
      values.add(word);
    }
  }

  private static double number(String word, String text) {
    try {
      return Double.parseDouble(word);
    } catch (NumberFormatException e) {
      throw problem(text, word + " is no number");
    }
  }

  /** A number without a trailing ".0". */
  static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static DataException problem(String text, String what) {
    return new DataException(
        "at \"" + text + "\": " + what + "; values are written \"age=500 1000 variety=1\"");
  }
}
