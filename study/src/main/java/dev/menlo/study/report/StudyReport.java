package dev.menlo.study.report;

import dev.menlo.estimator.Version;
import dev.menlo.report.markup.Content;
import dev.menlo.report.page.Page;
import dev.menlo.report.page.Section;
import dev.menlo.study.definition.Scenario;
import dev.menlo.study.definition.Study;
import dev.menlo.study.measure.Measures;
import dev.menlo.study.store.Store;
import java.util.ArrayList;
import java.util.List;

/** The page of a study: what was done, bias and errors, intervals, estimates, failures. */
public final class StudyReport {
  /** Conditions whose replicates are drawn one by one; all are in the other figures. */
  private static final int DRAWN = 6;

  private final Study study;
  private final Store store;
  private final Measures measures;

  /** The report of what a store holds. */
  public StudyReport(Store store) {
    this.store = store;
    this.study = store.study();
    this.measures = Measures.of(store);
  }

  /** The page. */
  public Page page() {
    List<Section> sections = new ArrayList<>();
    sections.add(design());
    MeasureFigures figures = new MeasureFigures(study, measures);
    sections.add(new Section("performance", "Performance", figures.all()));
    for (Scenario scenario : study.scenarios()) {
      if (scenario.condition().number() <= DRAWN) {
        sections.add(condition(scenario));
      }
    }
    sections.add(new Failures(study, store).section());
    long replicates =
        store
            .query(
                "SELECT count(DISTINCT (condition, replicate)) FROM replicate", r -> r.getLong(1))
            .get(0);
    String lead =
        study.aims()
            + (study.aims().isEmpty() ? "" : ". ")
            + study.scenarios().size()
            + (study.scenarios().size() == 1 ? " condition, " : " conditions, ")
            + replicates
            + " replicates in all, methods "
            + String.join(", ", study.methods())
            + ".";
    return new Page(
        study.title(), lead, sections, "menlo " + Version.TEXT + ", " + study.source().name());
  }

  private Section design() {
    Scenario first = study.scenarios().get(0);
    List<Content> contents = new ArrayList<>();
    contents.add(Content.paragraph("Data are drawn from " + first.data().model() + "."));
    contents.add(
        Content.paragraph(
            "Seed " + first.seed() + "; a replicate is a function of seed, condition and number."));
    first
        .methods()
        .forEach(
            m ->
                contents.add(
                    Content.paragraph(
                        "Method "
                            + m.name()
                            + ": "
                            + m.model()
                            + ", "
                            + m.options().criterion()
                            + ", starts: "
                            + m.start().name().toLowerCase(java.util.Locale.ROOT)
                            + ".")));
    if (study.scenarios().size() > DRAWN) {
      contents.add(
          Content.paragraph(
              "Replicates of the first " + DRAWN + " conditions are drawn; tables have all."));
    }
    return new Section("design", "Design", contents);
  }

  private Section condition(Scenario scenario) {
    ReplicateFigures figures = new ReplicateFigures(study, store, measures, scenario);
    int number = scenario.condition().number();
    return Section.of(
        "condition-" + number,
        "Condition " + number + ": " + scenario.condition().label(),
        figures.estimates(),
        figures.zip());
  }
}
