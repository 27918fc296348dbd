package dev.menlo.study.report;

import dev.menlo.report.markup.Content;
import dev.menlo.report.page.Section;
import dev.menlo.report.page.Table;
import dev.menlo.report.page.Table.Cell;
import dev.menlo.study.definition.Study;
import dev.menlo.study.store.Store;

/** How fits ended: nothing is dropped silently. */
final class Failures {
  private final Study study;
  private final Store store;

  Failures(Study study, Store store) {
    this.study = study;
    this.store = store;
  }

  Section section() {
    Table.Builder table =
        Table.captioned(
            "Fits by how they ended", "Condition", "Method", "Status", "Fits", "First replicate");
    store.query(
        "SELECT c.label, r.method, r.status, count(*), min(r.replicate) FROM replicate r JOIN"
            + " condition c USING (condition) JOIN method m USING (method) GROUP BY r.condition,"
            + " c.label, r.method, m.position, r.status ORDER BY r.condition, m.position,"
            + " count(*) DESC",
        r ->
            table.row(
                r.getString(1),
                Cell.text(r.getString(2)),
                Cell.text(r.getString(3)),
                Cell.count(r.getLong(4)),
                Cell.count(r.getLong(5))));
    String reading =
        "Measures rest on converged fits; bias of all fits and the bounds of coverage, with every"
            + " missing interval a miss or a hit, are in menlo study summarize --format csv. menlo"
            + " study replay --replicate N shows one fit of the "
            + study.methods().size()
            + " methods in full.";
    return Section.of("failures", "Failures", table.build(), Content.paragraph(reading));
  }
}
