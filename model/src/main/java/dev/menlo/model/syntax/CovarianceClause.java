package dev.menlo.model.syntax;

import dev.menlo.model.CovarianceType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * {@code covariance(names, type)}.
 *
 * @param names random effects, or stubs that end in {@code *}
 */
public record CovarianceClause(List<String> names, CovarianceType type, Place place) {
  /** Copies the names. */
  public CovarianceClause {
    names = List.copyOf(names);
  }

  /** Reads the text between the parentheses; adds problems and returns null if it is not right. */
  public static CovarianceClause read(Source source, List<String> problems) {
    String text = source.text();
    int comma = text.lastIndexOf(',');
    String list = comma < 0 ? text : text.substring(0, comma);
    List<String> names =
        Arrays.stream(list.trim().split("[\\s,]+")).filter(n -> !n.isEmpty()).toList();
    String word = comma < 0 ? "" : text.substring(comma + 1).trim();
    CovarianceType type = type(word);
    List<String> found = new ArrayList<>();
    if (names.isEmpty()) {
      found.add(
          source.problem(0, "expected names of random effects, as in \"U1 U2, unstructured\""));
    }
    for (String name : names) {
      if (!name.matches("[\\p{L}_][\\p{L}\\p{N}_]*\\*?|\\*")) {
        found.add(source.problem(text.indexOf(name), "'" + name + "' is not a name"));
      }
    }
    if (type == null) {
      found.add(
          source.problem(
              comma < 0 ? text.length() : comma + 1,
              "expected \", \" and one of independent, exchangeable, identity, unstructured"
                  + (word.isEmpty()
                      ? ""
                      : ", found '" + word + "'" + Nearest.hint(word, words()))));
    }
    problems.addAll(found);
    return found.isEmpty() ? new CovarianceClause(names, type, new Place(source, 0)) : null;
  }

  /** The type that a word of at least two letters begins; {@code in} is independent. */
  private static CovarianceType type(String word) {
    if (word.length() < 2) {
      return null;
    }
    return Arrays.stream(CovarianceType.values())
        .filter(t -> t.name().toLowerCase(Locale.ROOT).startsWith(word))
        .findFirst()
        .orElse(null);
  }

  private static List<String> words() {
    return Arrays.stream(CovarianceType.values())
        .map(t -> t.name().toLowerCase(Locale.ROOT))
        .toList();
  }

  @Override
  public String toString() {
    return String.join(" ", names) + ", " + type.name().toLowerCase(Locale.ROOT);
  }
}
