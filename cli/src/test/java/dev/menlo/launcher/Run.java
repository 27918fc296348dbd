package dev.menlo.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * A finished process. The stand-in command ends its output with a line {@code in DIRECTORY}, which
 * is kept apart.
 */
record Run(int exitCode, String output, String error, Path directory) {
  /** Waits for a process to end. */
  static Run of(Process process) throws IOException, InterruptedException {
    CompletableFuture<String> error =
        CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
    String output = text(process.getInputStream());
    int exitCode = process.waitFor();
    int end = output.lastIndexOf("in ");
    return end < 0
        ? new Run(exitCode, output, error.join(), null)
        : new Run(
            exitCode,
            output.substring(0, end),
            error.join(),
            Path.of(output.substring(end + 3).strip()));
  }

  private static String text(InputStream stream) {
    try {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
