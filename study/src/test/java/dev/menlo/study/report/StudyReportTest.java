package dev.menlo.study.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.study.Studies;
import dev.menlo.study.definition.Study;
import dev.menlo.study.run.RunListener;
import dev.menlo.study.run.RunOptions;
import dev.menlo.study.run.StudyRun;
import dev.menlo.study.store.Store;
import org.junit.jupiter.api.Test;

class StudyReportTest {
  @Test
  void hasEveryFigureAndTable() {
    Study study =
        Studies.of(
            "title: Growth & <more>",
            "replicates: 12",
            "conditions: {size: [4, 6], law: [normal, uniform]}",
            """
            data:
              model: "y = ({b1}+{U1[id]})/(1+exp(-(t-{b2})/{b3}))"
              parameters: {b1: 10, b2: 4, b3: 1.5, var(U1): 1, var(Residual): 0.04}
              errors: "${law}"
              design: {groups: {id: "${size}"}, rows: 5, variables: {t: [1, 3, 4.5, 6, 9]}}
            """,
            "estimands: [b1, var(U1)]");
    String html;
    try (Store store = Store.inMemory()) {
      store.begin(study);
      new StudyRun(study, store, RunOptions.threads(2), RunListener.SILENT).run();
      html = new StudyReport(store).page().html();
    }
    assertThat(html)
        .contains("Growth &amp; &lt;more&gt;", "4 conditions, 48 replicates in all")
        .contains("id=\"bias\"", "id=\"mse\"", "id=\"coverage\"", "id=\"nested-coverage\"")
        .contains("id=\"estimates-4\"", "id=\"zip-4\"", "id=\"failures\"")
        .contains("size=6, law=uniform", "First replicate", "holds the truth");
    // Four conditions, two estimands, two methods, twelve intervals each at most.
    assertThat(html.split("stroke-opacity=\"0.6\"").length - 1)
        .isBetween(4 * 2 * 2 * 6, 4 * 2 * 2 * 12);
    assertThat(html).doesNotContain("http://", "<script");
  }
}
