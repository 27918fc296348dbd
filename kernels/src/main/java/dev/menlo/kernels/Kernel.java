package dev.menlo.kernels;

import java.util.Objects;

/**
 * One line of the manifest: a kernel that was compiled from CUDA C++ and checked in as PTX.
 *
 * @param stem file name without extension, the same for {@code stem.cu} and {@code stem.ptx}
 * @param sourceSha256 SHA-256 of the source and of the compiler's flags, 64 lower-case hexadecimal
 *     digits
 * @param compiler the compiler that wrote the PTX, {@code nvcc-13.0.88}
 */
public record Kernel(String stem, String sourceSha256, String compiler) {
  /** Requires a hash of 64 hexadecimal digits. */
  public Kernel {
    Objects.requireNonNull(stem, "stem");
    Objects.requireNonNull(compiler, "compiler");
    if (!sourceSha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "kernel " + stem + ": '" + sourceSha256 + "' is not a SHA-256 in lower-case hexadecimal");
    }
  }
}
