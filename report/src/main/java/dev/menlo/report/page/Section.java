package dev.menlo.report.page;

import dev.menlo.report.markup.Content;
import dev.menlo.report.markup.Markup;
import java.util.List;

/**
 * A section of a page.
 *
 * @param id short name in lower case, unique on the page
 * @param title heading
 * @param contents paragraphs, tables, figures
 */
public record Section(String id, String title, List<Content> contents) implements Content {
  /** Copies the contents. */
  public Section {
    contents = List.copyOf(contents);
  }

  /** A section of the given contents. */
  public static Section of(String id, String title, Content... contents) {
    return new Section(id, title, List.of(contents));
  }

  @Override
  public void write(Markup out) {
    out.open("section", "id", id, "aria-labelledby", id + "-h").line();
    out.element("h2", title, "id", id + "-h").line();
    contents.forEach(content -> content.write(out));
    out.close().line();
  }
}
