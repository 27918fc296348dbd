package dev.menlo.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The fuzzed bytes as a file that is there during one reading. */
final class FuzzedFile {
  private FuzzedFile() {}

  /** Writes bytes, hands their file over and removes it. */
  static void of(byte[] bytes, Consumer<Path> reading) {
    try {
      Path file = Files.createTempFile("fuzzed", ".in");
      try {
        Files.write(file, bytes);
        reading.accept(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the temporary folder fails", e);
    }
  }
}
