package dev.menlo.bench.suite;

import java.util.List;
import java.util.Locale;

/** Paragraphs, headings and tables of a page. */
final class Markdown {
  private final StringBuilder out = new StringBuilder();

  Markdown heading(String text) {
    out.append("### ").append(text).append("\n\n");
    return this;
  }

  Markdown paragraph(String format, Object... values) {
    out.append(values.length == 0 ? format : text(format, values)).append("\n\n");
    return this;
  }

  Markdown picture(String description, String file) {
    return paragraph("![" + description + "](" + file + ")");
  }

  /** A table; a column whose heading ends in a space is of numbers. */
  Markdown table(List<String> heading, List<List<String>> rows) {
    if (rows.isEmpty()) {
      return this;
    }
    line(heading.stream().map(String::strip).toList());
    line(heading.stream().map(h -> h.endsWith(" ") ? "--:" : "---").toList());
    rows.forEach(this::line);
    out.append('\n');
    return this;
  }

  private void line(List<String> cells) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** Three significant digits without an exponent, NaN as an empty cell. */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    if (value == 0) {
      return "0";
    }
    int decimals = (int) Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
    return text("%,." + Math.min(decimals, 9) + "f", value);
  }

  /** A whole number, NaN as an empty cell. */
  static String count(double value) {
    return Double.isNaN(value) ? "" : text("%,.0f", value);
  }

  /** Seconds in the unit that suits them. */
  static String seconds(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    return value < 1e-3
        ? number(value * 1e6) + " µs"
        : value < 1 ? number(value * 1e3) + " ms" : number(value) + " s";
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
