package dev.menlo.cli;

import dev.menlo.estimator.store.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Result files: there whole or not at all, and one message if not. */
final class OutputFile {
  private OutputFile() {}

  /** Writes a file. */
  interface Writer {
    void write(Path file) throws IOException;
  }

  /**
   * Writes a text as a {@link WholeFile}.
   *
   * @throws InputException if it cannot be written
   */
  static void write(Path target, String text) {
    write(
        target,
        file -> WholeFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8))));
  }

  /**
   * Writes a file by the code that knows its content.
   *
   * @throws InputException if it cannot be written
   */
  static void write(Path target, Writer writer) {
    try {
      writer.write(target);
    } catch (NoSuchFileException e) {
      throw new InputException(
          "cannot write " + target + ": its folder does not exist; create it first", e);
    } catch (IOException e) {
      throw new InputException(
          "cannot write "
              + target
              + ": "
              + e.getMessage()
              + "; free space or give another --out (the results above are complete)",
          e);
    }
  }
}
