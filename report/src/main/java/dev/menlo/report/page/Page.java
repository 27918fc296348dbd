package dev.menlo.report.page;

import dev.menlo.report.chart.Ink;
import dev.menlo.report.markup.Markup;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/**
 * A self-contained HTML page: one file with its style and drawings inside. It runs no script, and
 * its content security policy forbids every request, so it looks the same offline.
 *
 * @param title heading
 * @param lead a sentence or two under the heading
 * @param sections in order; the page lists them under its heading
 * @param foot a line at the end: what made the page
 */
public record Page(String title, String lead, List<Section> sections, String foot) {
  private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

  /** Copies the sections. */
  public Page {
    sections = List.copyOf(sections);
  }

  /** The page as text, to be stored as UTF-8. */
  public String html() {
    Markup out = new Markup();
    out.verbatim("<!DOCTYPE html>\n").open("html", "lang", "en").line();
    head(out);
    out.open("body").line();
    out.element("a", "To the content", "class", "skip", "href", "#content").line();
    out.open("header").element("h1", title).element("p", lead, "class", "lead");
    contents(out);
    out.close().line();
    out.open("main", "id", "content").line();
    sections.forEach(section -> section.write(out));
    out.close().line();
    out.open("footer").element("p", foot).close().line();
    return out.close().close().line().toString();
  }

  private void head(Markup out) {
    out.open("head").empty("meta", "charset", "utf-8").line();
    out.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY).line();
    out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    out.empty("meta", "name", "color-scheme", "content", "light dark").line();
    out.element("title", title).line();
    out.open("style").verbatim(style()).close().line();
    out.close().line();
  }

  private void contents(Markup out) {
    out.open("nav", "aria-label", "Contents").open("ol");
    for (Section section : sections) {
      out.open("li").element("a", section.title(), "href", "#" + section.id()).close();
    }
    out.close().close();
  }

  /** The style sheet, with the colours of {@link Ink} before it. */
  private static String style() {
    return ":root{"
        + colours(Ink::light)
        + "}\n@media screen and (prefers-color-scheme:dark){:root{"
        + colours(Ink::dark)
        + "}}\n"
        + resource("page.css");
  }

  private static String colours(Function<Ink, String> set) {
    StringBuilder text = new StringBuilder();
    for (Ink ink : Ink.values()) {
      text.append(ink.variable()).append(':').append(set.apply(ink)).append(';');
    }
    return text.toString();
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the style sheet cannot be read", e);
    }
  }
}
