package dev.menlo.bench.suite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** When, where and of what results are. */
final class Provenance {
  private Provenance() {}

  static ObjectNode of(String command) {
    ObjectNode result = Json.object();
    result.put("date", Instant.now().toString()).put("command", command);
    result.put("commit", commit());
    result.put("processor", processor());
    result.put("processors", Runtime.getRuntime().availableProcessors());
    result.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    result.put(
        "java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    return result.put("load", load());
  }

  /** The commit that is checked out, with a mark if files other than a run's own differ from it. */
  static String commit() {
    String changed =
        word(
            "git",
            "status",
            "--porcelain",
            "--untracked-files=no",
            "--",
            ".",
            ":!docs",
            ":!bench/results");
    return word("git", "describe", "--always") + (changed.isEmpty() ? "" : "-dirty");
  }

  /** The load average of the last minute. */
  static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static String word(String... command) {
    try {
      return Child.output(List.of(command), 1).strip();
    } catch (IOException e) {
      return "unknown";
    }
  }

  private static String processor() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
