package dev.menlo.study.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.menlo.study.StudyException;
import dev.menlo.study.definition.Study;
import dev.menlo.study.definition.StudySource;
import dev.menlo.study.run.RunListener;
import dev.menlo.study.run.RunOptions;
import dev.menlo.study.run.StudyRun;
import dev.menlo.study.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkClusterTest {
  private static final String TEXT =
      """
      seed: 7
      replicates: 10
      conditions: {noise: [0.04, 0.25]}
      data:
        model: "y = ({b1}+{U1[id]})/(1+exp(-(t-{b2})/{b3}))"
        parameters: {b1: 10, b2: 4, b3: 1.5, var(U1): 1, var(Residual): "${noise}"}
        design: {file: data/design.csv}
      methods: {ml: {}, reml: {reml: true}}
      estimands: [b1, "var(U1)"]
      """;

  @TempDir private Path folder;

  private Study study(String text) throws IOException {
    Files.createDirectories(folder.resolve("data"));
    StringBuilder csv = new StringBuilder("id,t\n");
    for (int i = 0; i < 30; i++) {
      csv.append(i / 5).append(',').append(1 + 2 * (i % 5)).append('\n');
    }
    Files.writeString(folder.resolve("data/design.csv"), csv);
    Files.writeString(folder.resolve("growth.yaml"), text);
    return Study.of(StudySource.read(folder.resolve("growth.yaml")));
  }

  private static List<String> rows(Store store) {
    List<String> rows =
        new java.util.ArrayList<>(
            store.query(
                "SELECT condition, replicate, method, status, converged, seed, iterations, warnings,"
                    + " message FROM replicate ORDER BY ALL",
                r ->
                    r.getString(1)
                        + r.getString(2)
                        + r.getString(3)
                        + r.getString(4)
                        + r.getString(7)));
    rows.addAll(
        store.query(
            "SELECT * FROM estimate ORDER BY condition, replicate, method, estimand",
            r -> {
              StringBuilder text = new StringBuilder();
              for (int i = 1; i <= 9; i++) {
                Object cell = r.getObject(i);
                text.append(cell instanceof Double d ? Double.toHexString(d) : cell).append('|');
              }
              return text.toString();
            }));
    return rows;
  }

  @Test
  void rowsAreThoseOfALocalRunOnceEachAlsoAfterALostWave() throws IOException {
    Study study = study(TEXT);
    Path out = folder.resolve("rows");
    assertThat(new SparkCluster().run(study, "local[2]", out, 3)).isEqualTo(20);
    List<String> local;
    try (Store store = Store.inMemory()) {
      store.begin(study);
      new StudyRun(study, store, RunOptions.threads(1), RunListener.SILENT).run();
      local = rows(store);
    }
    try (Store store = Store.existing(out)) {
      assertThat(rows(store)).isEqualTo(local);
    }
    // A driver that died before the commit of a wave leaves it without its mark.
    Files.delete(out.resolve("wave=0/_SUCCESS"));
    assertThat(new SparkCluster().run(study, "local[1]", out, 3)).isEqualTo(20);
    try (Store store = Store.existing(out)) {
      assertThat(rows(store)).isEqualTo(local);
    }
    Study changed = study(TEXT.replace("seed: 7", "seed: 8"));
    assertThatThrownBy(() -> new SparkCluster().run(changed, "local[1]", out, 3))
        .isInstanceOf(StudyException.class)
        .hasMessageContaining("it has seed: 7")
        .hasMessageContaining("now given seed: 8");
  }
}
