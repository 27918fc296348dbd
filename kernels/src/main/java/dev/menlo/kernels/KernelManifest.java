package dev.menlo.kernels;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The kernels that this build carries, as its resource {@code manifest.txt} lists them: one kernel
 * a line, {@code stem sha256 compiler entry:registers ...}; lines that start with {@code #} are
 * remarks.
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
   * The PTX of a stem.
   *
   * @throws IllegalArgumentException if this build carries none of that name
   */
  public static String ptx(String stem) {
    try (InputStream stream = KernelManifest.class.getResourceAsStream(stem + ".ptx")) {
      if (stream == null) {
        throw new IllegalArgumentException("this build carries no " + stem + ".ptx");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + stem + ".ptx", e);
    }
  }

  /**
   * Reads a manifest.
   *
   * @throws IllegalArgumentException naming the line that has too few fields
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
    if (fields.length < 3) {
      throw new IllegalArgumentException(
          "kernel manifest, line " + number + ": expected 'stem sha256 compiler', found: " + line);
    }
    List<Kernel.Entry> entries = new ArrayList<>();
    for (String field : List.of(fields).subList(3, fields.length)) {
      String[] pair = field.split(":", 2);
      if (pair.length < 2 || !pair[1].matches("\\d+")) {
        throw new IllegalArgumentException(
            "kernel manifest, line " + number + ": expected 'entry:registers', found: " + field);
      }
      entries.add(new Kernel.Entry(pair[0], Integer.parseInt(pair[1])));
    }
    return new Kernel(fields[0], fields[1], fields[2], entries);
  }
}
