package dev.menlo.report.chart;

/** Sizes of texts in a drawing. Widths are estimates for a common sans serif, on the wide side. */
final class Lettering {
  /** Size of axis texts in pixels. */
  static final double SMALL = 11;

  /** Size of titles in pixels. */
  static final double TITLE = 12.5;

  private static final double ADVANCE = 0.58;

  private Lettering() {}

  /** Estimated width of a text in pixels. */
  static double width(String text, double size) {
    return ADVANCE * size * text.codePointCount(0, text.length());
  }

  /** A text, cut with an ellipsis where it would be wider than the room. */
  static String fitted(String text, double room, double size) {
    int most = (int) Math.max(1, Math.floor(room / (ADVANCE * size)));
    int length = text.codePointCount(0, text.length());
    return length <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most - 1)).stripTrailing() + "…";
  }
}
