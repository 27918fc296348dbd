package dev.menlo.model.residual;

import java.util.Comparator;
import java.util.List;

/** Suggestions for misspelt names, by edit distance. */
final class Spelling {
  private Spelling() {}

  /** A sentence that suggests the nearest name, if one is near, and lists them all. */
  static String cure(String word, List<String> names) {
    if (names.isEmpty()) {
      return "remove it";
    }
    String all = "one of " + String.join(", ", names);
    String nearest = names.stream().min(Comparator.comparingInt(n -> distance(word, n))).get();
    boolean near = distance(word, nearest) <= Math.max(1, word.length() / 2);
    return near ? "did you mean \"" + nearest + "\"? (" + all + ")" : "use " + all;
  }

  /** Levenshtein distance. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitution, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
