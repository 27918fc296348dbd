package dev.menlo.kernels;

import java.util.List;
import java.util.Objects;

/**
 * One line of the manifest: a source of CUDA C++ that was compiled and checked in as PTX.
 *
 * @param stem file name without extension, the same for {@code stem.cu} and {@code stem.ptx}
 * @param sourceSha256 SHA-256 of the compiler's flags, the source and the headers it includes, 64
 *     lower-case hexadecimal digits
 * @param compiler the compiler that wrote the PTX, {@code nvcc-13.0.88}
 * @param entries the kernels in it; none in a library of functions
 */
public record Kernel(String stem, String sourceSha256, String compiler, List<Entry> entries) {
  /** Requires a hash of 64 hexadecimal digits. */
  public Kernel {
    Objects.requireNonNull(stem, "stem");
    Objects.requireNonNull(compiler, "compiler");
    entries = List.copyOf(entries);
    if (!sourceSha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "kernel " + stem + ": '" + sourceSha256 + "' is not a SHA-256 in lower-case hexadecimal");
    }
  }

  /**
   * A kernel.
   *
   * @param name of the entry
   * @param registers the most registers of a thread that it may use, on any architecture it is
   *     tested for; it never spills
   */
  public record Entry(String name, int registers) {}
}
