package dev.menlo.study.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.menlo.estimator.data.Dataset;
import dev.menlo.study.Studies;
import dev.menlo.study.StudyException;
import dev.menlo.study.definition.Study;
import dev.menlo.study.run.RunListener;
import dev.menlo.study.run.RunOptions;
import dev.menlo.study.run.StudyRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("growth.duckdb");
  }

  private void run(Study study) {
    try (Store store = Store.open(file())) {
      store.begin(study);
      new StudyRun(study, store, RunOptions.threads(1), RunListener.SILENT).run();
    }
  }

  @Test
  void refusesAChangedStudyAndShowsTheDifference() {
    run(Studies.of("replicates: 2"));
    Study changed = Studies.of("replicates: 2", "seed: 8", "methods: {ml: {}}");
    try (Store store = Store.open(file())) {
      assertThatThrownBy(() -> store.begin(changed))
          .isInstanceOf(StudyException.class)
          .hasMessageContaining("growth.yaml")
          .hasMessageContaining("  seed: 7 -> 8")
          .hasMessageContaining("  methods.reml.reml: true -> (nothing)")
          .hasMessageContaining("give another --out");
      assertThat(Studies.rows(store)).hasSize(2 * 2 + 2 * 2 * 5);
    }
  }

  @Test
  void holdsTheStudyThatItWasBegunWith() {
    Study study = Studies.of("replicates: 2", "title: Growth");
    run(study);
    try (Store store = Store.existing(file())) {
      assertThat(store.study().title()).isEqualTo("Growth");
      assertThat(store.study().fingerprint()).isEqualTo(study.fingerprint());
      assertThat(store.committed(1).get(0).cardinality()).isEqualTo(2);
    }
  }

  @Test
  void refusesWhatIsNoStore() throws IOException {
    Files.writeString(file(), "not a database, but long enough to hold a header".repeat(500));
    assertThatThrownBy(() -> Store.open(file()))
        .isInstanceOf(StudyException.class)
        .hasMessageContaining("cannot open the store " + file())
        .hasMessageContaining("restore this one from a copy");
    assertThatThrownBy(() -> Store.existing(folder.resolve("none.duckdb")))
        .isInstanceOf(StudyException.class)
        .hasMessageContaining("no such store");
  }

  @Test
  void exportsALongTableThatReadsBackAsTheSameNumbers() {
    run(Studies.of("replicates: 3", "conditions: {size: [1]}"));
    Path csv = folder.resolve("long.csv");
    Path parquet = folder.resolve("long.parquet");
    try (Store store = Store.existing(file())) {
      assertThat(new Export(store).write(csv)).isEqualTo(3 * 2 * 5);
      assertThat(new Export(store).write(parquet)).isEqualTo(3 * 2 * 5);
      List<Double> stored =
          store.query(
              "SELECT estimate FROM estimate WHERE method = 'ml' AND estimand = 'b1' ORDER BY"
                  + " replicate",
              r -> r.getDouble(1));
      List<Double> columnar =
          store.query(
              "SELECT estimate FROM '"
                  + parquet
                  + "' WHERE method = 'ml' AND estimand = 'b1' AND size = '1' ORDER BY replicate",
              r -> r.getDouble(1));
      assertThat(columnar).isEqualTo(stored);
      Dataset table = Dataset.readCsv(csv);
      assertThat(table.variables())
          .startsWith("condition", "label", "size", "replicate", "method", "estimand", "estimate")
          .contains("se", "lower", "upper", "truth", "status", "seed", "seconds");
      assertThat(table.numbers("estimate")[0]).isEqualTo(stored.get(0));
      assertThat(table.numbers("truth")[0]).isEqualTo(10);
    }
  }

  @Test
  void refusesOtherFormats() {
    run(Studies.of("replicates: 1"));
    try (Store store = Store.existing(file())) {
      assertThatThrownBy(() -> new Export(store).write(folder.resolve("long.xlsx")))
          .isInstanceOf(StudyException.class)
          .hasMessageContaining(".parquet or a .csv");
    }
  }
}
