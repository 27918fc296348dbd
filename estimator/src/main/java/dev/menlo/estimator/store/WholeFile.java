package dev.menlo.estimator.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;

/** A file that is there whole or not at all. */
public final class WholeFile {
  private WholeFile() {}

  /** Writes the content of a file. */
  public interface Content {
    /** Writes all of it; the stream is buffered and closed by the caller. */
    void to(OutputStream out) throws IOException;
  }

  /**
   * Writes beside the target, then moves it there, so that a failure leaves an older file as it
   * was. Devices and pipes are written directly. A name that ends in {@code .gz} is compressed.
   *
   * @throws IOException if it cannot be written; nothing is left behind
   */
  public static void write(Path target, Content content) throws IOException {
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      fill(target, target, content);
      return;
    }
    Path folder = target.toAbsolutePath().getParent();
    Path temporary =
        folder.resolve("." + target.getFileName() + "." + ProcessHandle.current().pid());
    try {
      fill(temporary, target, content);
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void fill(Path file, Path target, Content content) throws IOException {
    boolean compressed = target.getFileName().toString().endsWith(".gz");
    try (OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        OutputStream out = compressed ? new GZIPOutputStream(bytes, 1 << 16) : bytes) {
      content.to(out);
    }
  }
}
