package dev.menlo.gpucheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.menlo.cuda.emulator.driver.DriverLibrary;
import dev.menlo.cuda.emulator.driver.FakeDriver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The check as it runs on a machine with a GPU, on the backend {@code cuda} itself: it finds a
 * {@code libcuda.so.1} in the linker's path, the bindings load it, and kernels run in the
 * interpreter.
 */
class EmulatedDeviceTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  /** Puts the driver's library where LD_LIBRARY_PATH points; the module's build sets it. */
  @BeforeAll
  static void buildDriver() throws IOException {
    String reason = FakeDriver.unavailableReason();
    assumeTrue(reason == null, () -> "skipped: " + reason);
    String path = System.getenv("LD_LIBRARY_PATH");
    assumeTrue(path != null, "skipped: LD_LIBRARY_PATH does not point at the tests' classes");
    DriverLibrary.build(Path.of(path));
  }

  private int run(String... arguments) throws IOException {
    return GpuCheck.run(new PrintStream(printed, true, StandardCharsets.UTF_8), arguments);
  }

  private String table() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void findsTheDeviceAndComparesAFit() throws IOException {
    Path json = folder.resolve("report.json");

    int status =
        run("--no-contract", "--groups", "0", "--fits", "0", "--compared", "8", "--out", json + "");

    assertThat(table()).contains("backend cuda  available true").contains("accuracy");
    assertThat(Files.readString(json))
        .contains("\"available\" : true")
        .contains("\"within 1e-6 se\" : true")
        .doesNotContain("trouble");
    assertThat(status).isZero();
  }

  /** All stages, the smallest sizes. */
  @Test
  @Tag("slow")
  void runsEveryStage() throws IOException {
    Path json = folder.resolve("report.json");

    int status = run("--groups", "40", "--fits", "2", "--compared", "8", "--out", json + "");

    String report = Files.readString(json);
    assertThat(report)
        .contains("\"failed\" : 0", "\"compilation\"", "\"profile with Hessian\"")
        .contains("\"2 fits of 20 groups\"", "\"fit of 40 groups\"", "\"auto\"")
        .doesNotContain("trouble");
    assertThat(table()).contains("contract suites", "operations", "whole fits", "auto");
    assertThat(status).isZero();
  }
}
