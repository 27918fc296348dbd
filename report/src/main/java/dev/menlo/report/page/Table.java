package dev.menlo.report.page;

import dev.menlo.report.markup.Content;
import dev.menlo.report.markup.Decimal;
import dev.menlo.report.markup.Markup;
import java.util.ArrayList;
import java.util.List;

/**
 * A table. The first cell of a row names it; the others are numbers, or texts.
 *
 * @param caption what it holds
 * @param columns headings, that of the row names first
 * @param rows rows and headings of parts, in order
 * @param notes sentences below it
 */
public record Table(String caption, List<String> columns, List<Row> rows, List<String> notes)
    implements Content {
  /** Significant digits of the numbers shown. */
  private static final int DIGITS = 6;

  /** Copies the lists. */
  public Table {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
  }

  /**
   * A row.
   *
   * @param name its name; the heading of a part if there are no cells
   * @param cells one a column but the first
   */
  public record Row(String name, List<Cell> cells) {
    /** Copies the cells. */
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * A cell.
   *
   * @param text what is shown
   * @param value the number in full, or null for a text
   */
  public record Cell(String text, Double value) {
    /** A text. */
    public static Cell text(String text) {
      return new Cell(text, null);
    }

    /** A number, shown with six significant digits; a full stop for NaN. */
    public static Cell number(double value) {
      return new Cell(Decimal.significant(value, DIGITS), value);
    }

    /** A number, shown with a fixed count of decimals. */
    public static Cell fixed(double value, int decimals) {
      return new Cell(Decimal.fixed(value, decimals), value);
    }

    /** A whole number. */
    public static Cell count(long value) {
      return new Cell(Decimal.count(value), (double) value);
    }
  }

  /** Starts a table. */
  public static Builder captioned(String caption, String... columns) {
    return new Builder(caption, List.of(columns));
  }

  /** A table in a frame that scrolls sideways by itself, so that the page never does. */
  @Override
  public void write(Markup out) {
    out.open("div", "class", "block");
    out.open("div", "class", "table", "role", "region", "tabindex", "0", "aria-label", caption);
    out.open("table").element("caption", caption);
    if (columns.stream().anyMatch(c -> !c.isEmpty())) {
      out.open("thead").open("tr");
      columns.forEach(column -> out.element("th", column, "scope", "col"));
      out.close().close();
    }
    out.open("tbody");
    rows.forEach(row -> write(row, out));
    out.close().close().close().line();
    notes.forEach(note -> out.element("p", note, "class", "note").line());
    out.close().line();
  }

  private void write(Row row, Markup out) {
    if (row.cells().isEmpty()) {
      out.open("tr", "class", "part")
          .element("th", row.name(), "scope", "colgroup", "colspan", columns.size())
          .close();
      return;
    }
    out.open("tr").element("th", row.name(), "scope", "row");
    row.cells().forEach(cell -> write(cell, out));
    out.close();
  }

  private static void write(Cell cell, Markup out) {
    if (cell.value() == null) {
      out.element("td", cell.text(), "class", "text");
    } else {
      out.open("td").element("data", cell.text(), "value", cell.value().toString()).close();
    }
  }

  /** Collects rows. */
  public static final class Builder {
    private final String caption;
    private final List<String> columns;
    private final List<Row> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private Builder(String caption, List<String> columns) {
      this.caption = caption;
      this.columns = columns;
    }

    /** Adds a row. */
    public Builder row(String name, Cell... cells) {
      rows.add(new Row(name, List.of(cells)));
      return this;
    }

    /** Adds a row of texts. */
    public Builder row(String name, String text) {
      return row(name, Cell.text(text));
    }

    /** Adds a heading over the rows that follow. */
    public Builder part(String heading) {
      rows.add(new Row(heading, List.of()));
      return this;
    }

    /** Adds a sentence below the table. */
    public Builder note(String sentence) {
      notes.add(sentence);
      return this;
    }

    /** The table. */
    public Table build() {
      return new Table(caption, columns, rows, notes);
    }
  }
}
