package dev.menlo.report.figures;

import dev.menlo.report.page.Table;
import dev.menlo.report.page.Table.Cell;
import dev.menlo.report.statistics.Fifths.Slice;
import java.util.List;

/** The numbers of a cloud of points: medians and spreads in fifths of the horizontal variable. */
final class SpreadTable {
  private SpreadTable() {}

  static Table of(String caption, List<Slice> slices) {
    Table.Builder table =
        Table.captioned(caption, "fifth", "from", "to", "points", "median", "robust SD");
    add(table, slices);
    return table
        .note("Robust SD: interquartile range divided by 1.349, which estimates a normal SD.")
        .build();
  }

  static void add(Table.Builder table, List<Slice> slices) {
    for (int i = 0; i < slices.size(); i++) {
      Slice s = slices.get(i);
      table.row(
          Integer.toString(i + 1),
          Cell.number(s.from()),
          Cell.number(s.to()),
          Cell.count(s.count()),
          Cell.number(s.median()),
          Cell.number(s.deviation()));
    }
  }
}
