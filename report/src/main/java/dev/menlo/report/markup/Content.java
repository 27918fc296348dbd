package dev.menlo.report.markup;

/** A piece of a page. */
@FunctionalInterface
public interface Content {
  /** Writes itself as HTML. */
  void write(Markup out);

  /** A paragraph. */
  static Content paragraph(String text) {
    return out -> out.element("p", text).line();
  }
}
