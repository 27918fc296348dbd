package dev.menlo.study.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.estimator.Deadline;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitListener;
import dev.menlo.study.Studies;
import dev.menlo.study.definition.Study;
import dev.menlo.study.measure.Measures;
import dev.menlo.study.store.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyRunTest {
  private static final String CONDITIONS = "conditions: {error: [0.04, 0.25]}";
  private static final String DATA =
      """
      data:
        model: "y = ({b1}+{U1[id]})/(1+exp(-(t-{b2})/{b3}))"
        parameters: {b1: 10, b2: 4, b3: 1.5, var(U1): 1, var(Residual): "${error}"}
        errors: {t: 5}
        outliers: {probability: 0.02, scale: 4}
        design:
          groups: {id: 6}
          rows: {least: 4, most: 7}
          variables:
            t: {uniform: [0, 9], sort: true}
          missing: 0.05
      """;

  @TempDir private Path folder;

  @Test
  void rowsAreTheSameForAnyNumberOfThreads() {
    Study study = Studies.of();
    List<String> one = Studies.rows(study, 1);
    assertThat(one).hasSize(40 * 2 + 40 * 2 * 5);
    assertThat(Studies.rows(study, 3)).isEqualTo(one);
  }

  @Test
  void rowsAreTheSameForAnyNumberOfThreadsWhenDesignsAreDrawn() {
    Study study = Studies.of(CONDITIONS, DATA, "replicates: 15");
    List<String> one = Studies.rows(study, 1);
    assertThat(one).hasSize(2 * (15 * 2 + 15 * 2 * 5));
    assertThat(Studies.rows(study, 2)).isEqualTo(one);
  }

  @Test
  void rowsAreTheSameAfterAStopAndAResumption() {
    Study study = Studies.of("replicates: 60");
    Path file = folder.resolve("growth.duckdb");
    long stoppedAt;
    try (Store store = Store.open(file)) {
      store.begin(study);
      AtomicReference<StudyRun> run = new AtomicReference<>();
      run.set(new StudyRun(study, store, new RunOptions(2, 2), state -> run.get().endEarly()));
      assertThat(run.get().run()).isFalse();
      stoppedAt = store.query("SELECT count(*) FROM replicate", r -> r.getLong(1)).get(0) / 2;
    }
    assertThat(stoppedAt).isBetween(1L, 59L);
    try (Store store = Store.open(file)) {
      store.begin(study);
      assertThat(new StudyRun(study, store, RunOptions.threads(2), RunListener.SILENT).run())
          .isTrue();
      assertThat(Studies.rows(store)).isEqualTo(Studies.rows(study, 1));
    }
  }

  /** The deadline falls into a batch: its cut-off replicates are not there, and done next time. */
  @Test
  void rowsAreTheSameAfterADeadlineAndAResumption() {
    Study study = Studies.of("replicates: 60");
    Path file = folder.resolve("growth.duckdb");
    long committed;
    try (Store store = Store.open(file)) {
      store.begin(study);
      AtomicInteger asked = new AtomicInteger();
      Deadline deadline = Deadline.when(() -> asked.incrementAndGet() > 200, "time limit");
      RunOptions options = new RunOptions(1, 7, deadline);
      assertThat(new StudyRun(study, store, options, RunListener.SILENT).run()).isFalse();
      committed = store.query("SELECT count(*) FROM replicate", r -> r.getLong(1)).get(0);
      assertThat(store.failures()).isEmpty();
    }
    assertThat(committed / 2).isBetween(1L, 59L);
    assertThat(committed % 2).isZero();
    try (Store store = Store.open(file)) {
      store.begin(study);
      assertThat(new StudyRun(study, store, RunOptions.threads(2), RunListener.SILENT).run())
          .isTrue();
      assertThat(Studies.rows(store)).isEqualTo(Studies.rows(study, 1));
    }
  }

  @Test
  void moreReplicatesAddRowsAndChangeNone() {
    Path file = folder.resolve("growth.duckdb");
    List<String> more = Studies.rows(Studies.of("replicates: 30"), 1);
    for (int replicates : new int[] {10, 30}) {
      try (Store store = Store.open(file)) {
        Study study = Studies.of("replicates: " + replicates);
        store.begin(study);
        new StudyRun(study, store, RunOptions.threads(2), RunListener.SILENT).run();
      }
    }
    try (Store store = Store.open(file)) {
      assertThat(Studies.rows(store)).isEqualTo(more);
    }
  }

  @Test
  void anAdaptiveStudyEndsAtTheSameReplicateForAnyNumberOfThreads() {
    Study study =
        Studies.of("replicates: 200", "target: {measure: coverage, mcse: 0.04, every: 25}");
    List<String> rows = Studies.rows(study, 1);
    assertThat(Studies.rows(study, 3)).isEqualTo(rows);
    int replicates = rows.size() / 12;
    assertThat(rows).hasSize(12 * replicates);
    assertThat(replicates % 25).isZero();
    assertThat(replicates).isLessThan(200);
    assertThat(largestError(Studies.of("replicates: " + replicates))).isLessThanOrEqualTo(0.04);
    assertThat(largestError(Studies.of("replicates: " + (replicates - 25)))).isGreaterThan(0.04);
  }

  private static double largestError(Study study) {
    try (Store store = Store.inMemory()) {
      store.begin(study);
      new StudyRun(study, store, RunOptions.threads(2), RunListener.SILENT).run();
      return Measures.of(store).largestError("coverage");
    }
  }

  @Test
  void aReplayIsTheFitOfTheStudy() {
    Study study = Studies.of("replicates: 12");
    String row =
        Studies.rows(study, 2).stream()
            .filter(r -> r.startsWith("1|11|reml|b2|"))
            .findFirst()
            .orElseThrow();
    try (ConditionFits fits = new ConditionFits(study.scenario(1))) {
      Fit fit = fits.replay(11, "reml", FitListener.SILENT);
      assertThat(row)
          .contains(Double.toHexString(fit.fixedEffect("b2").estimate()))
          .contains(Double.toHexString(fit.fixedEffect("b2").se()));
      assertThat(fit.trace()).hasSize(fit.certificate().rounds());
    }
  }

  @Test
  void fitsThatFindTheirOwnStartsDoNotDependOnTheirBatch() {
    Study study = Studies.of("methods: {auto: {start: auto}}", "replicates: 6");
    List<String> rows = Studies.rows(study, 1);
    try (ConditionFits fits = new ConditionFits(study.scenario(1))) {
      Fit alone = fits.replay(5, "auto", FitListener.SILENT);
      assertThat(rows)
          .anySatisfy(
              r ->
                  assertThat(r)
                      .startsWith("1|5|auto|b1|")
                      .contains(Double.toHexString(alone.fixedEffect("b1").estimate())));
    }
  }
}
