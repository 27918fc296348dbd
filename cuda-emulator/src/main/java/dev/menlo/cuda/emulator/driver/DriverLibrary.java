package dev.menlo.cuda.emulator.driver;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Builds {@code libcuda.so.1} from C with gcc, in a temporary directory, and loads it. The linker
 * then gives it to the bindings, which ask for a library of that name.
 */
public final class DriverLibrary {
  private static final String NAME = "libcuda.so.1";
  private static final List<String> SOURCES = List.of("libcuda.c", "unsupported.h");
  private static Path loaded;

  private DriverLibrary() {}

  static String unavailableReason() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return "the emulated driver is built for Linux only";
    }
    if (!Files.exists(headers().resolve("jni.h"))) {
      return "no jni.h under " + headers() + ": the emulated driver needs a JDK";
    }
    try {
      return run(List.of("gcc", "--version")).isEmpty() ? null : "gcc does not run";
    } catch (IOException e) {
      return "gcc not found: the emulated driver is built from C";
    }
  }

  private static Path headers() {
    return Path.of(System.getProperty("java.home"), "include");
  }

  static synchronized void load() {
    if (loaded == null) {
      try {
        Path directory = Files.createTempDirectory("cuda-emulator");
        loaded = build(directory);
        System.load(loaded.toString());
      } catch (IOException e) {
        throw new IllegalStateException("cannot build the emulated driver: " + e.getMessage(), e);
      }
    }
  }

  /**
   * Builds the library.
   *
   * @return its path
   * @throws IOException with the compiler's words, if it fails
   */
  public static Path build(Path directory) throws IOException {
    for (String source : SOURCES) {
      try (InputStream stream = DriverLibrary.class.getResourceAsStream(source)) {
        Files.copy(stream, directory.resolve(source), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Path library = directory.resolve(NAME);
    String errors =
        run(
            List.of(
                "gcc",
                "-shared",
                "-fPIC",
                "-O1",
                "-I" + headers(),
                "-I" + headers().resolve("linux"),
                "-Wl,-soname," + NAME,
                "-o",
                library.toString(),
                directory.resolve("libcuda.c").toString(),
                "-ldl"));
    if (!errors.isEmpty()) {
      throw new IOException(errors);
    }
    return library;
  }

  /** Runs a command; empty if it succeeds, its output otherwise. */
  private static String run(List<String> command) throws IOException {
    Path output = Files.createTempFile("cuda-emulator", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        return "timed out: " + String.join(" ", command);
      }
      String text = Files.readString(output, StandardCharsets.UTF_8);
      return process.exitValue() == 0 ? "" : text + " exit code " + process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Files.deleteIfExists(output);
    }
  }
}
