package dev.menlo.estimator;

import dev.menlo.estimator.data.DataException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads menl's {@code initial()} in all its forms into the map that {@link FitOptions#withInitial}
 * takes.
 *
 * <ul>
 *   <li>{@code b1 175 b2 700}, {@code b1=175}, {@code {b1} 175}, {@code /b1 175}: by name, also
 *       {@code phi1:_cons 18} and variance parameters {@code var(U1) 990}, {@code delta .3};
 *   <li>{@code {phi:} 1} or {@code phi: 1}: every coefficient of a linear combination;
 *   <li>{@code 175 700 300}: by position, fixed effects in table order, then variance parameters;
 *       kept under the names {@code #1}, {@code #2}, ...;
 *   <li>a trailing {@code , fixed} (only the fixed effects are given), {@code , skip} or {@code ,
 *       copy} changes nothing, because what is not given is found automatically.
 * </ul>
 */
public final class InitialText {
  private static final Pattern TOKEN =
      Pattern.compile("\\s*(?:\\{([^}]*)\\}|((?:var|cov)\\([^)]*\\))|([^\\s={},]+))\\s*=?");

  private InitialText() {}

  /**
   * Reads the text.
   *
   * @throws DataException if it is not of one of the forms; names the word
   */
  public static Map<String, Double> parse(String text) {
    List<String> words = words(withoutOptions(text));
    Map<String, Double> values = new LinkedHashMap<>();
    boolean byPosition = !words.isEmpty() && isNumber(words.get(0));
    for (int i = 0; i < words.size(); i += byPosition ? 1 : 2) {
      String name = byPosition ? "#" + (i + 1) : words.get(i);
      int at = byPosition ? i : i + 1;
      if (at >= words.size() || !isNumber(words.get(at))) {
        throw new DataException(
            "initial(): expected a number "
                + (at >= words.size() ? "at the end" : "instead of \"" + words.get(at) + "\"")
                + (byPosition ? "" : " after " + name)
                + "; write it as \"b1 175 b2 700\"");
      }
      values.put(name, Double.parseDouble(words.get(at)));
    }
    return values;
  }

  private static String withoutOptions(String text) {
    Matcher options = Pattern.compile(",\\s*([a-z ]*)$").matcher(text.strip());
    if (!options.find()) {
      return text;
    }
    for (String option : options.group(1).strip().split("\\s+")) {
      if (!List.of("fixed", "skip", "copy").contains(option)) {
        throw new DataException(
            "initial(): unknown option \"" + option + "\"; there are fixed, skip and copy");
      }
    }
    return text.strip().substring(0, options.start());
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    while (matcher.lookingAt()) {
      String word =
          matcher.group(1) != null
              ? matcher.group(1).strip()
              : matcher.group(2) != null ? matcher.group(2).replace(" ", "") : matcher.group(3);
      words.add(word.startsWith("/") ? word.substring(1) : word);
      end = matcher.end();
      matcher.region(end, text.length());
    }
    if (!text.substring(end).isBlank()) {
      throw new DataException(
          "initial(): cannot read \""
              + text.substring(end).strip()
              + "\"; write it as \"b1 175 b2 700\"");
    }
    return words;
  }

  private static boolean isNumber(String word) {
    try {
      Double.parseDouble(word);
      char last = word.charAt(word.length() - 1);
      return Character.isDigit(last) || last == '.';
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
