package dev.menlo.cli;

import static dev.menlo.cli.Ended.example;
import static dev.menlo.cli.Ended.menlo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.study.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --time-limit}: exit code 1, one sentence, and what ended before is there. */
class TimeLimitTest {
  private static final String AT_ONCE = "0.000001s";

  @TempDir private Path folder;

  private static void isCutOff(Ended ended, String sentence) {
    assertThat(ended.err()).startsWith("menlo: the time limit ").contains(sentence);
    assertThat(ended.err().lines()).hasSize(1);
    assertThat(ended.code()).isEqualTo(ExitCode.NOT_CONVERGED);
  }

  @Test
  void ofAFit() throws IOException {
    Path out = folder.resolve("fit.json");

    Ended ended = menlo("fit", example("orange.yaml"), "--time-limit", AT_ONCE, "--out", out + "");

    isCutOff(ended, "passed before this fit ended, after 0 rounds");
    assertThat(ended.out()).contains("Not converged: the time limit");
    assertThat(Files.readString(out)).contains("\"status\" : \"time_limit\"");
    assertThat(menlo("replay", out.toString()).out()).contains("Not converged: the time limit");
  }

  @Test
  void ofAStudyThatGoesOnLater() throws IOException {
    Path study = folder.resolve("study.yaml");
    Files.writeString(
        study,
        """
        seed: 1
        replicates: 3
        data:
          model: "y = {b}+{U[id]}"
          parameters: {b: 1, var(U): 1, var(Residual): 1}
          design: {groups: {id: 4}, rows: 3}
        methods: {ml: {}}
        estimands: [b]
        """);
    String out = folder.resolve("study.duckdb").toString();

    Ended first = menlo("study", "run", study.toString(), "--out", out, "--time-limit", AT_ONCE);
    isCutOff(first, "; the same command goes on");

    assertThat(menlo("study", "run", study.toString(), "--out", out).code()).isZero();
    try (Store store = Store.existing(Path.of(out))) {
      assertThat(store.query("SELECT count(*) FROM replicate", r -> r.getLong(1))).contains(3L);
    }
    Ended power = menlo("power", study.toString(), "--estimand", "b", "--time-limit", AT_ONCE);
    isCutOff(power, "passed before the search ended");
  }

  @Test
  void ofABootstrap() {
    String fit = folder.resolve("orange.json").toString();
    menlo("fit", example("orange.yaml"), "--out", fit);

    Ended ended = menlo("bootstrap", fit, "--replicates", "10", "--time-limit", AT_ONCE);

    isCutOff(ended, "after 0 of 10 replicates");
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void thatIsNoTime() {
    menlo("fit", example("orange.yaml"), "--time-limit", "soon").isBadInput("1h30m", "\"soon\"");
    menlo("power", "x.yaml", "--estimand", "b", "--time-limit", "0").isBadInput("1h30m", "\"0\"");
  }
}
