package dev.menlo.bench.suite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Processes that measure: bounded in time, standard output captured, the rest in a log. */
final class Child {
  private static final List<String> VECTORS =
      List.of(
          "--add-modules=jdk.incubator.vector", "-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0");

  private Child() {}

  /** Runs a main class of this class path on its own virtual machine and reads what it prints. */
  static ObjectNode java(Class<?> main, String heap, long minutes, Object... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heap);
    command.add("-XX:+UseSerialGC");
    command.addAll(VECTORS);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return Json.last(output(command, minutes));
  }

  /**
   * Standard output of a command.
   *
   * @throws IOException if it fails or takes longer than some minutes; the message has its last
   *     lines
   */
  static String output(List<String> command, long minutes) throws IOException {
    File out = File.createTempFile("bench", ".out");
    File err = File.createTempFile("bench", ".err");
    try {
      Process process = new ProcessBuilder(command).redirectOutput(out).redirectError(err).start();
      if (!ended(process, minutes)) {
        throw new IOException(command.get(0) + " took longer than " + minutes + " minutes");
      }
      if (process.exitValue() != 0) {
        throw new IOException(
            name(command) + " ended with " + process.exitValue() + ": " + tail(err.toPath()));
      }
      return Files.readString(out.toPath());
    } finally {
      Files.deleteIfExists(out.toPath());
      Files.deleteIfExists(err.toPath());
    }
  }

  private static boolean ended(Process process, long minutes) throws IOException {
    try {
      boolean ended = process.waitFor(minutes, TimeUnit.MINUTES);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      return ended;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw new IOException("interrupted", e);
    }
  }

  private static String name(List<String> command) {
    return command.stream()
        .filter(w -> w.startsWith("dev.menlo"))
        .findFirst()
        .orElse(command.get(0));
  }

  private static String tail(Path log) throws IOException {
    List<String> lines =
        Files.readAllLines(log).stream().filter(line -> !line.startsWith("\tat ")).toList();
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - 6), lines.size()));
  }

  /** Whether a command is found on the path. */
  static boolean has(String command) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      if (Files.isExecutable(Path.of(folder, command))) {
        return true;
      }
    }
    return false;
  }
}
