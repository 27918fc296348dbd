package dev.menlo.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A result file that is there whole or not at all. */
final class OutputFile {
  private OutputFile() {}

  /**
   * Writes a text beside the target, then moves it there, so that a failure leaves an older file as
   * it was. Devices and pipes are written directly.
   *
   * @throws InputException if it cannot be written
   */
  static void write(Path target, String text) {
    try {
      if (Files.exists(target) && !Files.isRegularFile(target)) {
        Files.writeString(target, text);
      } else {
        replace(target, text);
      }
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

  private static void replace(Path target, String text) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    Path temporary =
        folder.resolve("." + target.getFileName() + "." + ProcessHandle.current().pid());
    try {
      Files.write(temporary, text.getBytes(StandardCharsets.UTF_8));
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
