package dev.menlo.model.lowering;

import java.util.Comparator;

/** Names in the order people expect: b2 before b10. */
enum NaturalOrder implements Comparator<String> {
  /** The order. */
  INSTANCE;

  @Override
  public int compare(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      int endA = digits(a, i);
      int endB = digits(b, j);
      int order =
          endA > i && endB > j
              ? number(a.substring(i, endA), b.substring(j, endB))
              : Character.compare(a.charAt(i), b.charAt(j));
      if (order != 0) {
        return order;
      }
      i = Math.max(endA, i + 1);
      j = Math.max(endB, j + 1);
    }
    return Integer.compare(a.length() - i, b.length() - j);
  }

  private static int digits(String text, int from) {
    int end = from;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int number(String a, String b) {
    String x = a.replaceFirst("^0+", "");
    String y = b.replaceFirst("^0+", "");
    return x.length() == y.length() ? x.compareTo(y) : Integer.compare(x.length(), y.length());
  }
}
