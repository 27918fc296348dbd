package dev.menlo.gpucheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check itself, run on backends that every machine has or has not. */
class GpuCheckTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private int run(String... arguments) throws IOException {
    return GpuCheck.run(new PrintStream(printed, true, StandardCharsets.UTF_8), arguments);
  }

  @Test
  void saysThatThereIsNoDevice() throws IOException {
    Path json = folder.resolve("report.json");

    int status = run("--backend", "none", "--out", json.toString());

    assertThat(status).isEqualTo(3);
    assertThat(Files.readString(json))
        .contains("\"available\" : false")
        .contains("no backend none");
  }

  @Test
  @Tag("slow")
  void runsTheContractSuitesAndTimesOnTheCpu() throws IOException {
    Path json = folder.resolve("report.json");

    int status = run("--backend", "cpu", "--groups", "10000", "--fits", "100", "--out", json + "");

    assertThat(Files.readString(json))
        .contains("\"failed\" : 0")
        .contains("\"operations\"", "menlo.cuda.streams=4", "-Dmenlo.cuda.auto.seconds=");
    assertThat(System.getProperty("menlo.cuda.streams")).isNull();
    assertThat(status).isZero();
  }

  @Test
  void comparesFitsOnTheCpu() throws IOException {
    Path json = folder.resolve("report.json");

    int status =
        run(
            "--no-contract",
            "--backend",
            "cpu",
            "--groups",
            "0",
            "--out",
            json + "",
            "--fits",
            "0");

    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("accuracy");
    assertThat(Files.readString(json))
        .contains("\"within 1e-6 se\" : true")
        .doesNotContain("\"within 1e-6 se\" : false");
    assertThat(status).isZero();
  }

  /** A stage that ends early loses neither its reason nor what came before. */
  @Test
  void reportsAStageThatEndsEarly() throws IOException {
    Path json = folder.resolve("report.json");
    Report report = new Report(new PrintStream(printed, true, StandardCharsets.UTF_8));
    Options options = Options.of("--out", json.toString());
    report.row("probe", "available", true);

    boolean well =
        GpuCheck.guarded(
            "accuracy",
            report,
            options,
            () -> {
              throw new IllegalStateException("the device is lost");
            });

    assertThat(well).isFalse();
    assertThat(Files.readString(json))
        .contains("\"available\" : true", "\"stage\" : \"accuracy\"", "the device is lost");
  }

  @Test
  void timesPowersOfTenOrTheMost() {
    assertThat(Options.sizes(100, 10_000)).containsExactly(100, 1000, 10_000);
    assertThat(Options.sizes(1000, 40)).containsExactly(40);
    assertThat(Options.sizes(1000, 0)).isEmpty();
  }

  @Test
  void namesItsArguments() throws IOException {
    assertThat(run("--fast")).isEqualTo(2);
    assertThat(run("--groups", "many")).isEqualTo(2);
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("usage: run.sh");
  }
}
