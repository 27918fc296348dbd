package dev.menlo.report.markup;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes elements of HTML, SVG and MathML. Every text and attribute is escaped here, and nowhere
 * else; the result is well-formed XML, apart from the document type.
 */
public final class Markup {
  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Nothing written yet. */
  public Markup() {}

  /**
   * Opens an element.
   *
   * @param attributes names and values in turn; a value of null leaves its attribute out, numbers
   *     are written as {@link Decimal#coordinate}
   */
  public Markup open(String name, Object... attributes) {
    tag(name, attributes);
    out.append('>');
    open.push(name);
    return this;
  }

  /** An element without content, such as {@code meta} or {@code path}. */
  public Markup empty(String name, Object... attributes) {
    tag(name, attributes);
    out.append("/>");
    return this;
  }

  /** An element that holds a text only. */
  public Markup element(String name, String text, Object... attributes) {
    return open(name, attributes).text(text).close();
  }

  /** A text, escaped. Characters that no document may hold become U+FFFD. */
  public Markup text(String text) {
    escape(text);
    return this;
  }

  /** Content that writes itself. */
  public Markup add(Content content) {
    content.write(this);
    return this;
  }

  /**
   * Text that must not be escaped, such as a style sheet of this module. Never for text that a user
   * wrote.
   */
  public Markup verbatim(String trusted) {
    out.append(trusted);
    return this;
  }

  /** A line end, where it helps who reads the source. */
  public Markup line() {
    out.append('\n');
    return this;
  }

  /** Closes the element opened last. */
  public Markup close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /**
   * What has been written.
   *
   * @throws IllegalStateException if an element is still open
   */
  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("still open: " + open);
    }
    return out.toString();
  }

  private void tag(String name, Object... attributes) {
    if (attributes.length % 2 != 0) {
      throw new IllegalArgumentException(name + ": attributes are names and values in turn");
    }
    out.append('<').append(name);
    for (int i = 0; i < attributes.length; i += 2) {
      if (attributes[i + 1] != null) {
        out.append(' ').append(attributes[i]).append("=\"");
        escape(
            attributes[i + 1] instanceof Double number
                ? Decimal.coordinate(number)
                : attributes[i + 1].toString());
        out.append('"');
      }
    }
  }

  private void escape(String text) {
    text.codePoints().forEach(this::escape);
  }

  private void escape(int character) {
    switch (character) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      case '\'' -> out.append("&#39;");
      default -> out.appendCodePoint(isAllowed(character) ? character : 0xFFFD);
    }
  }

  /** XML 1.0, production 2. */
  private static boolean isAllowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
