package dev.menlo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Standard output that cannot be written, in a process of its own. */
class StandardOutputTest {
  private static Ended shell(String script) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "bash",
                "-c",
                script,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                System.getProperty("java.class.path"))
            .start();
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), out, err);
  }

  @Test
  void fullDiskIsSaid() throws Exception {
    shell("\"$0\" -cp \"$1\" dev.menlo.cli.Main structures > /dev/full")
        .isBadInput("cannot write to standard output", "No space left");
  }

  @Test
  void readerThatHasSeenEnoughIsNoFailure() throws Exception {
    Ended run =
        shell("\"$0\" -cp \"$1\" dev.menlo.cli.Main completion | true; exit ${PIPESTATUS[0]}");

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
  }
}
