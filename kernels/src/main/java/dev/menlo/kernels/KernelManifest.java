package dev.menlo.kernels;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The kernels that this build carries, as its resource {@code manifest.txt} lists them: one kernel
 * a line, {@code stem sha256 compiler}; lines that start with {@code #} are remarks.
 *
 * @param kernels in the order of the file; empty if this build was made without kernels
 */
public record KernelManifest(List<Kernel> kernels) {
  private static final String RESOURCE = "manifest.txt";

  /** Copies the list. */
  public KernelManifest {
    kernels = List.copyOf(kernels);
  }

  /** The manifest of this build. */
  public static KernelManifest load() {
    try (Reader text =
        new InputStreamReader(
            KernelManifest.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8)) {
      return read(text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the kernel manifest " + RESOURCE, e);
    }
  }

  /**
   * Reads a manifest.
   *
   * @throws IllegalArgumentException naming the line that has not three fields
   */
  static KernelManifest read(Reader text) throws IOException {
    List<Kernel> kernels = new ArrayList<>();
    BufferedReader lines = new BufferedReader(text);
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        kernels.add(kernel(line, number));
      }
    }
    return new KernelManifest(kernels);
  }

  private static Kernel kernel(String line, int number) {
    String[] fields = line.trim().split("\\s+");
    if (fields.length != 3) {
      throw new IllegalArgumentException(
          "kernel manifest, line " + number + ": expected 'stem sha256 compiler', found: " + line);
    }
    return new Kernel(fields[0], fields[1], fields[2]);
  }
}
