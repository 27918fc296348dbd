package dev.menlo.cli.report;

/** Rows of tables of coefficients: {@code name | estimate, standard error, z, p, interval}. */
final class CoefficientRow {
  /** Characters to the right of the bar. */
  static final int NUMBERS_WIDTH = 64;

  /** Headings of the numbers, without the interval's. */
  static final String HEADINGS = "  Std. err.      z    P>|z|     ";

  private CoefficientRow() {}

  /** The numbers of a row. */
  static String numbers(
      double estimate, double se, double z, double p, double lower, double upper) {
    return String.format("  %9s", StataFormat.general(estimate))
        + String.format("  %9s", StataFormat.general(se))
        + String.format(" %8s", StataFormat.fixed(z, 2))
        + String.format("   %5s", StataFormat.fixed(p, 3))
        + String.format("    %9s", StataFormat.general(lower))
        + String.format("   %9s", StataFormat.general(upper));
  }

  /** A text right-aligned in front of the bar. */
  static String name(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  /** A line above or below a table. */
  static String rule(int width) {
    return "-".repeat(width + 2 + NUMBERS_WIDTH);
  }

  /** A line inside a table. */
  static String separator(int width) {
    return "-".repeat(width + 1) + "+" + "-".repeat(NUMBERS_WIDTH);
  }
}
