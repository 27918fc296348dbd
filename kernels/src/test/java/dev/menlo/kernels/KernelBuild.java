package dev.menlo.kernels;

import dev.menlo.cuda.emulator.assembler.PtxAssembler;
import dev.menlo.cuda.emulator.assembler.Usage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes the checked-in PTX from the sources, the same bytes each time. {@code main} (profile {@code
 * cuda-regen}) writes PTX and manifest anew; tests compare without writing.
 */
final class KernelBuild {
  /** The one compiler whose output is checked in. */
  static final String VERSION = "13.0.88";

  /**
   * Architectures whose registers are counted: the oldest that is served and two that are common.
   */
  static final List<String> TARGETS = List.of("sm_75", "sm_80", "sm_90");

  private static final List<String> FLAGS = List.of("-arch=sm_75", "-ptx", "-std=c++17");
  private static final Path SOURCES = Path.of("src/main/cuda");
  private static final Path RESOURCES = Path.of("src/main/resources/dev/menlo/kernels");
  private static final Pattern INCLUDE = Pattern.compile("(?m)^#include \"(\\w+\\.cuh)\"");
  private static final Pattern OWN_FLAGS = Pattern.compile("\\A// nvcc: (.*)");

  /** Names of file-local variables, which depend on where the source lies. */
  private static final Pattern LOCAL_NAME =
      Pattern.compile("__nv_static_\\d+__[0-9a-f]+_\\d+_\\w+?_cu_[0-9a-f]+_");

  private KernelBuild() {}

  /** Writes PTX and manifest. */
  public static void main(String[] arguments) throws IOException {
    if (!isCompilerHere()) {
      throw new IllegalStateException("the PTX is made by nvcc " + VERSION + ", which is not here");
    }
    StringBuilder manifest = new StringBuilder();
    manifest.append("# stem sha256-of-flags-and-sources compiler entry:most-registers ...\n");
    for (String stem : stems()) {
      String ptx = compile(stem);
      Files.writeString(resource(stem), ptx);
      manifest.append(stem).append(' ').append(sha256(stem)).append(" nvcc-").append(VERSION);
      registers(ptx)
          .forEach((name, most) -> manifest.append(' ').append(name).append(':').append(most));
      manifest.append('\n');
    }
    Files.writeString(RESOURCES.resolve("manifest.txt"), manifest);
  }

  /** The most registers of each kernel over the targets, rounded up to what hardware hands out. */
  private static Map<String, Integer> registers(String ptx) {
    Map<String, Integer> most = new TreeMap<>();
    for (String target : TARGETS) {
      for (Usage usage : PtxAssembler.assemble(ptx, target)) {
        most.merge(usage.entry(), (usage.registers() + 7) / 8 * 8, Math::max);
      }
    }
    return most;
  }

  /** Stems of all sources. */
  static List<String> stems() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(f -> f.endsWith(".cu"))
          .map(f -> f.substring(0, f.length() - 3))
          .sorted()
          .toList();
    }
  }

  private static Path resource(String stem) {
    return RESOURCES.resolve(stem + ".ptx");
  }

  /** Flags of all sources and those that the first line of this one adds. */
  static List<String> flags(String stem) throws IOException {
    List<String> flags = new ArrayList<>(FLAGS);
    Matcher own = OWN_FLAGS.matcher(Files.readString(SOURCES.resolve(stem + ".cu")));
    if (own.find()) {
      flags.addAll(List.of(own.group(1).trim().split("\\s+")));
    }
    return flags;
  }

  /** Hash of the flags, the source and the headers that it includes, directly or not. */
  static String sha256(String stem) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    digest.update(String.join(" ", flags(stem)).getBytes(StandardCharsets.UTF_8));
    Collection<String> files = new TreeSet<>();
    collect(stem + ".cu", files);
    for (String file : files) {
      digest.update(("\n" + file + "\n").getBytes(StandardCharsets.UTF_8));
      digest.update(Files.readAllBytes(SOURCES.resolve(file)));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void collect(String file, Collection<String> found) throws IOException {
    if (found.add(file)) {
      Matcher include = INCLUDE.matcher(Files.readString(SOURCES.resolve(file)));
      while (include.find()) {
        collect(include.group(1), found);
      }
    }
  }

  /** First line of the PTX of a stem. */
  static String banner(String stem) throws IOException {
    return "// src-sha256 "
        + sha256(stem)
        + " nvcc "
        + VERSION
        + " "
        + String.join(" ", flags(stem));
  }

  /** Compiles a source; any driver from CUDA 12.0 on reads the result. */
  static String compile(String stem) throws IOException {
    Path output = Files.createTempFile(stem, ".ptx");
    try {
      List<String> command = new ArrayList<>(List.of("nvcc"));
      command.addAll(flags(stem));
      command.addAll(List.of("-o", output.toString(), stem + ".cu"));
      run(command);
      String ptx = Files.readString(output).replace(".version 9.0\n", ".version 8.0\n");
      return banner(stem) + "\n" + LOCAL_NAME.matcher(ptx).replaceAll("menlo_");
    } finally {
      Files.deleteIfExists(output);
    }
  }

  /** Whether the compiler that made the checked-in PTX is on the path. */
  static boolean isCompilerHere() throws IOException {
    try {
      return run(List.of("nvcc", "--version")).contains("V" + VERSION);
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("Cannot run program")) {
        return false;
      }
      throw e;
    }
  }

  private static String run(List<String> command) throws IOException {
    Path log = Files.createTempFile("nvcc", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(SOURCES.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(String.join(" ", command) + "\n" + Files.readString(log));
      }
      return Files.readString(log);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Files.deleteIfExists(log);
    }
  }
}
