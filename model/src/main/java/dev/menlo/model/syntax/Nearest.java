package dev.menlo.model.syntax;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Existing names close to one that was not found. */
public final class Nearest {
  private static final int SHOWN = 3;

  private Nearest() {}

  /** A hint to append to a message, {@code "; did you mean a, b?"}, or nothing. */
  public static String hint(String name, Collection<String> existing) {
    List<String> near = to(name, existing);
    return near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?";
  }

  /**
   * Up to three names within an edit distance of a third of the length (at least 1, but 0 for a
   * single letter) that are not clearly further away than the nearest.
   */
  public static List<String> to(String name, Collection<String> existing) {
    int limit = name.length() < 2 ? 0 : Math.max(1, (name.length() + 2) / 3);
    int nearest = existing.stream().mapToInt(e -> distance(name, e)).min().orElse(limit);
    return existing.stream()
        .distinct()
        .filter(e -> distance(name, e) <= Math.min(limit, nearest + 1))
        .sorted(Comparator.comparingInt((String e) -> distance(name, e)))
        .limit(SHOWN)
        .toList();
  }

  /** Levenshtein distance, upper and lower case alike. */
  static int distance(String a, String b) {
    String s = a.toLowerCase(Locale.ROOT);
    String t = b.toLowerCase(Locale.ROOT);
    int[] row = new int[t.length() + 1];
    for (int j = 0; j <= t.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= s.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= t.length(); j++) {
        int substituted = diagonal + (s.charAt(i - 1) == t.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[t.length()];
  }
}
