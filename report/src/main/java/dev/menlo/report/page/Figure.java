package dev.menlo.report.page;

import dev.menlo.report.chart.Chart;
import dev.menlo.report.chart.ChartDrawing;
import dev.menlo.report.chart.Ink;
import dev.menlo.report.markup.Content;
import dev.menlo.report.markup.Markup;
import java.util.List;
import java.util.Objects;

/**
 * Panels that belong together, with words: what they say here, how such a figure is read, and the
 * numbers behind it as a table.
 *
 * @param id short name in lower case, unique on the page; names files too
 * @param title what is shown
 * @param finding what it shows for these data, in words and numbers
 * @param reading how such a figure is read, or ""
 * @param key what the colours and lines stand for
 * @param panels in order
 * @param table the numbers behind it, condensed
 */
public record Figure(
    String id,
    String title,
    String finding,
    String reading,
    List<Key> key,
    List<Chart> panels,
    Table table)
    implements Content {
  /** Copies the lists. */
  public Figure {
    Objects.requireNonNull(table, "table");
    key = List.copyOf(key);
    panels = List.copyOf(panels);
    if (!id.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException("not a short name: " + id);
    }
  }

  /**
   * An entry of the key.
   *
   * @param sample how it looks
   * @param ink its colour
   * @param text what it stands for
   */
  public record Key(Sample sample, Ink ink, String text) {}

  /** How an entry of the key looks. */
  public enum Sample {
    /** A dot. */
    POINT,
    /** A solid line. */
    LINE,
    /** A dashed line. */
    DASHES,
    /** A shaded area. */
    BAND
  }

  @Override
  public void write(Markup out) {
    out.open("figure", "id", id, "aria-labelledby", id + "-title").line();
    out.open("figcaption").element("h3", title, "id", id + "-title");
    out.element("p", finding, "class", "finding").close().line();
    if (!key.isEmpty()) {
      out.open("ul", "class", "key", "aria-label", "Key to " + title);
      key.forEach(entry -> KeySample.onPage(entry, out));
      out.close().line();
    }
    out.open("div", "class", "panels").line();
    for (int i = 0; i < panels.size(); i++) {
      Chart panel = panels.get(i);
      String name = panel.title().isEmpty() ? title : title + ": " + panel.title();
      ChartDrawing.onPage(panel, id + "-" + i, name, out);
    }
    out.close().line();
    if (!reading.isEmpty()) {
      out.element("p", reading, "class", "reading").line();
    }
    out.open("details").element("summary", "Numbers: " + title).add(table).close();
    out.close().line();
  }
}
