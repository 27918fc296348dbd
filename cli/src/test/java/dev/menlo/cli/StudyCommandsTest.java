package dev.menlo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.study.store.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of studies, as a user gives them. */
class StudyCommandsTest {
  /** Replicates that take long enough to be killed between the first commit and the last. */
  private static final int MANY = 8000;

  @TempDir private Path folder;
  private Path study;
  private Path store;

  @BeforeEach
  void writeTheStudy() throws IOException {
    study = folder.resolve("orange.yaml");
    store = folder.resolve("orange.duckdb");
    write(6);
  }

  /** The orange study of the examples with fewer replicates. */
  private void write(int replicates) throws IOException {
    Path example = Path.of("../examples/study-orange.yaml");
    Path data = Path.of("../examples/data/orange.csv").toAbsolutePath().normalize();
    Files.writeString(
        study,
        Files.readString(example)
            .replace("replicates: 10000", "replicates: " + replicates)
            .replace("data/orange.csv", data.toString()));
  }

  private Ended run(Path out) {
    return Ended.menlo("study", "run", study.toString(), "--out", out.toString(), "--threads", "2");
  }

  /** Rows without the seconds, bits and all. */
  private static List<String> rows(Path file) {
    try (Store store = Store.existing(file)) {
      List<String> rows =
          new ArrayList<>(
              store.query(
                  "SELECT to_json(r)::VARCHAR FROM (SELECT * EXCLUDE (seconds) FROM replicate ORDER"
                      + " BY condition, replicate, method) r",
                  r -> r.getString(1)));
      rows.addAll(
          store.query(
              "SELECT replicate, method, estimand, estimate, se FROM estimate ORDER BY ALL",
              r ->
                  r.getString(1)
                      + r.getString(2)
                      + r.getString(3)
                      + Double.toHexString(r.getDouble(4))
                      + Double.toHexString(r.getDouble(5))));
      return rows;
    }
  }

  @Test
  void runsSummarizesExportsReportsAndReplays() throws IOException {
    Ended run = run(store);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("6 replicates in");

    Ended summary = Ended.menlo("study", "summarize", store.toString());
    assertThat(summary.out())
        .contains(
            "Orange trees, ML against REML", "var(Residual)", "coverage", "reml: 6 of 6 fits");
    Ended csv = Ended.menlo("study", "summarize", store.toString(), "--format", "csv");
    assertThat(csv.out().lines().findFirst())
        .hasValue("condition,label,method,estimand,measure,value,mcse,replicates");
    assertThat(csv.out()).contains("1,all,ml,b1,bias,");

    Path table = folder.resolve("long.csv");
    assertThat(Ended.menlo("study", "export", store.toString(), "--out", table.toString()).out())
        .isEqualTo("60 rows in " + table + System.lineSeparator());
    assertThat(Files.readAllLines(table)).hasSize(61);

    Path page = folder.resolve("page.html");
    assertThat(Ended.menlo("study", "report", store.toString(), "--out", page.toString()).code())
        .isZero();
    assertThat(Files.readString(page)).contains("Zip plot of coverage");

    Ended replay =
        Ended.menlo("study", "replay", store.toString(), "--replicate", "3", "--method", "reml");
    assertThat(replay.code()).isZero();
    assertThat(replay.out()).contains("condition 1, replicate 3, method reml", "Iteration 1");

    Path one = folder.resolve("one.csv");
    Path all = folder.resolve("all.csv");
    Ended.menlo("study", "replay", store.toString(), "--replicate", "3", "--data", one.toString());
    Ended.menlo("study", "data", study.toString(), "--replicates", "3", "--out", all.toString());
    assertThat(Files.readAllLines(all)).hasSize(3 * 35 + 1).contains("replicate,tree,age,circumf");
    assertThat(Files.readAllLines(all).get(71)).isEqualTo("3," + Files.readAllLines(one).get(1));
  }

  @Test
  void badInputIsOneMessage() throws IOException {
    assertThat(Ended.menlo("study", "summarize", folder.resolve("no").toString()).err())
        .contains("no such store");
    Files.writeString(store, "x".repeat(20_000));
    Ended corrupt = run(store);
    assertThat(corrupt.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(corrupt.err()).contains("cannot open the store", "restore this one from a copy");
    assertThat(Files.size(store)).isEqualTo(20_000);
    Files.writeString(study, "seed: 1\nreplicates: two\n");
    Ended bad = run(folder.resolve("new.duckdb"));
    assertThat(bad.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(bad.err())
        .isEqualTo(
            "menlo: orange.yaml, line 2, replicates takes a number, not \"two\""
                + System.lineSeparator());
    Ended spark =
        Ended.menlo(
            "study", "run", "../examples/study-orange.yaml", "--out", "x", "--spark", "local");
    assertThat(spark.code()).isEqualTo(ExitCode.BACKEND_UNAVAILABLE);
    assertThat(spark.err()).contains("MENLO_CLASS_PATH", "spark-submit");
  }

  @Test
  void aStudyThatWasKilledGoesOnAndEndsWithTheSameRows() throws Exception {
    write(MANY);
    Process process = start(store);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).contains(" of " + MANY + " replicates");
      process.destroyForcibly();
    }
    process.waitFor();
    int kept;
    try (Store interrupted = Store.existing(store)) {
      kept = interrupted.committed(1).get(0).cardinality();
    }
    assertThat(kept).isBetween(1, MANY - 1);
    assertThat(run(store).out()).contains(MANY + " replicates", (MANY - kept) + " of them in");
    Path undisturbed = folder.resolve("undisturbed.duckdb");
    assertThat(run(undisturbed).code()).isZero();
    assertThat(rows(store)).isEqualTo(rows(undisturbed)).hasSize(MANY * 2 * 6);
  }

  @Test
  void aFullDiskIsOneMessageAndWhatIsCommittedIsKept() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    Process mount =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString())
            .redirectErrorStream(true)
            .start();
    Assumptions.assumeTrue(
        mount.waitFor(10, TimeUnit.SECONDS) && mount.exitValue() == 0,
        "a small disk cannot be mounted here");
    try {
      write(4000);
      Path full = disk.resolve("orange.duckdb");
      Process process = start(full);
      String messages = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(messages)
          .contains("No space left on device", "what was committed is kept")
          .doesNotContain("stopped at");
      Files.copy(full, store);
      Path log = disk.resolve("orange.duckdb.wal");
      if (Files.exists(log)) {
        Files.copy(log, folder.resolve("orange.duckdb.wal"));
      }
      try (Store kept = Store.existing(store)) {
        assertThat(kept.committed(1).get(0).cardinality()).isBetween(1, 3999);
      }
    } finally {
      new ProcessBuilder("umount", disk.toString()).start().waitFor();
    }
  }

  @Test
  void aBatchTooLargeForMemoryIsSplitAndFitsOrSaysSo() throws Exception {
    Files.writeString(
        study,
        """
        seed: 1
        replicates: 1
        data:
          model: "y = {b}+{U[id]}"
          parameters: {b: 1, var(U): 1, var(Residual): 1}
          design: {groups: {id: 400000}, rows: 5}
        methods: {ml: {}}
        estimands: [b]
        """);
    Process process = start(store, "-Xmx40m");
    String messages = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(messages).contains("out of memory", "MENLO_JAVA_OPTIONS=-Xmx8g");
  }

  /** Starts the command in a process of its own, with options of java. */
  private Process start(Path out, String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            "-Djava.io.tmpdir=" + Files.createTempDirectory(folder, "java"),
            "-cp",
            System.getProperty("java.class.path"),
            "dev.menlo.cli.Main",
            "study",
            "run",
            study.toString(),
            "--out",
            out.toString(),
            "--threads",
            "2"));
    return new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }

  @Test
  void powerAndBootstrapPrintTheirTables() throws IOException {
    Path file = folder.resolve("power.yaml");
    Files.writeString(
        file,
        """
        seed: 1
        replicates: 30
        data:
          model: "y = {b}+{U[id]}"
          parameters: {b: 1, var(U): 1, var(Residual): 1}
          design: {groups: {id: "${n}"}, rows: 3}
        methods: {ml: {}}
        estimands: [b]
        """);
    Ended power = Ended.menlo("power", file.toString(), "--estimand", "b", "--least", "3");
    assertThat(power.code()).as(power.err()).isZero();
    assertThat(power.out()).contains("is the smallest size with a power of at least 0.8");

    Path fit = folder.resolve("orange.json");
    Ended.menlo("fit", "../examples/orange.yaml", "--out", fit.toString());
    Ended bootstrap =
        Ended.menlo("bootstrap", fit.toString(), "--replicates", "50", "--type", "case");
    assertThat(bootstrap.code()).as(bootstrap.err()).isZero();
    assertThat(bootstrap.out()).contains("case bootstrap", "percentile", "BCa", "fits converged");
    assertThat(Ended.menlo("bootstrap", fit.toString(), "--type", "x").err())
        .contains("--type: parametric or case, not x");
  }
}
