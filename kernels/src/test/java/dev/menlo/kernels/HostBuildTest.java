package dev.menlo.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The kernels' own sources compiled by g++ with a shim for CUDA ({@code src/test/cuda}), under the
 * sanitizers for addresses, undefined behaviour and threads, on cases worked out by hand.
 */
class HostBuildTest {
  private static final Path CASES = Path.of("src/test/cuda/host_cases.cpp").toAbsolutePath();
  private static final Path KERNELS = Path.of("src/main/cuda").toAbsolutePath();

  @TempDir static Path folder;

  private record Ended(int status, String output) {}

  @BeforeAll
  static void compilerIsHere() throws IOException, InterruptedException {
    boolean found;
    try {
      found = run(List.of("g++", "--version")).status == 0;
    } catch (IOException e) {
      found = false;
    }
    assumeTrue(found, "g++ not found: the kernels' sources are not built for the host");
  }

  @Test
  void casesAreRightAndTouchNoForeignMemory() throws IOException, InterruptedException {
    Path program = build("cases", "address,undefined");

    Ended cases = run(List.of(program.toString()));
    Ended divergent = run(List.of(program.toString(), "divergent"));

    assertThat(cases.output).isEqualTo("0 failures\n");
    assertThat(cases.status).isZero();
    assertThat(divergent.output).contains("host shim: divergent barrier");
    assertThat(divergent.status).isEqualTo(3);
  }

  @Test
  void nothingRaces() throws IOException, InterruptedException {
    Path program = build("threads", "thread");

    Ended cases = run(List.of(program.toString()));
    Ended unordered = run(List.of(program.toString(), "unordered"));

    assertThat(cases.output).isEqualTo("0 failures\n");
    assertThat(unordered.output).contains("data race");
    assertThat(unordered.status).isNotZero();
  }

  private static Path build(String name, String sanitizers)
      throws IOException, InterruptedException {
    Path program = folder.resolve(name);
    List<String> command = new ArrayList<>(List.of("g++", "-std=c++17", "-O0", "-g"));
    command.addAll(List.of("-Wall", "-Wextra", "-Werror", "-Wno-unknown-pragmas", "-pthread"));
    command.addAll(List.of("-fsanitize=" + sanitizers, "-fno-sanitize-recover=all"));
    command.addAll(List.of("-I" + KERNELS, "-o", program.toString(), CASES.toString()));
    Ended build = run(command);
    assertThat(build.output).isEmpty();
    assertThat(build.status).isZero();
    return program;
  }

  private static Ended run(List<String> command) throws IOException, InterruptedException {
    Path log = Files.createTempFile("host", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException("timed out: " + String.join(" ", command));
      }
      return new Ended(process.exitValue(), Files.readString(log));
    } finally {
      Files.deleteIfExists(log);
    }
  }
}
