package dev.menlo.report.figures;

import java.util.List;

/** Words for findings. */
final class Phrases {
  private static final int MOST = 24;

  private Phrases() {}

  /** A name cut to a length that fits in a drawing. */
  static String shortened(String name) {
    return name.codePointCount(0, name.length()) <= MOST
        ? name
        : name.substring(0, name.offsetByCodePoints(0, MOST - 1)) + "…";
  }

  /** "a", "a and b", "a, b and c". */
  static String list(List<String> names) {
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  /** A count with its noun, which takes an s unless there is one. */
  static String count(int count, String noun) {
    return dev.menlo.report.markup.Decimal.count(count) + " " + noun + (count == 1 ? "" : "s");
  }
}
