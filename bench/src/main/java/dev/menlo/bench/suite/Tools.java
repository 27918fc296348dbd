package dev.menlo.bench.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The compilers and peers of this machine, each found or built once. */
final class Tools {
  private final Path folder;

  /** Builds into a folder. */
  Tools(Path folder) {
    this.folder = folder;
  }

  /** The program written by hand, compiled here. */
  Path byHand() throws IOException {
    Path source = Path.of("bench/peers/speed_of_light.cpp");
    Path program = folder.resolve("speed_of_light");
    if (isNewer(program, source)) {
      return program;
    }
    if (!Child.has("g++")) {
      throw new SkippedException("g++ not found (Debian: apt-get install g++)");
    }
    if (!Files.readString(Path.of("/proc/cpuinfo")).contains("avx2")) {
      throw new SkippedException("this processor has no AVX2");
    }
    Child.output(
        List.of(
            "g++",
            "-O3",
            "-march=native",
            "-std=c++17",
            "-ffast-math",
            "-fopenmp-simd",
            source.toString(),
            "-o",
            program.toString()),
        5);
    return program;
  }

  /** Whether R has a package. */
  void requireR(String name) throws IOException {
    if (!Child.has("Rscript")) {
      throw new SkippedException(
          "Rscript not found (Debian: apt-get install r-base-core r-cran-nlme r-cran-tmb r-cran-lme4)");
    }
    String has = "cat(requireNamespace('" + name + "', quietly = TRUE))";
    if (!Child.output(List.of("Rscript", "-e", has), 2).contains("TRUE")) {
      throw new SkippedException(
          "R has no package "
              + name
              + " (Debian: apt-get install r-cran-"
              + name.toLowerCase(java.util.Locale.ROOT)
              + ")");
    }
  }

  /** The compiled TMB template, without its extension. */
  Path tmbTemplate() throws IOException {
    requireR("TMB");
    Path source = Path.of("bench/peers/logis.cpp");
    Path template = folder.resolve("logis");
    if (!isNewer(folder.resolve("logis.so"), source)) {
      Path copy = folder.resolve("logis.cpp");
      Files.writeString(copy, Files.readString(source));
      Child.output(
          List.of(
              "Rscript",
              "-e",
              "setwd('" + folder + "'); invisible(TMB::compile('logis.cpp', flags = '-O2'))"),
          10);
    }
    return template;
  }

  private static boolean isNewer(Path built, Path source) throws IOException {
    return Files.exists(built)
        && Files.getLastModifiedTime(built).compareTo(Files.getLastModifiedTime(source)) >= 0;
  }
}
