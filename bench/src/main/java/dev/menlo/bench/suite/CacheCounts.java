package dev.menlo.bench.suite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Instructions and cache misses of fits, where perf has the processor's counters. */
final class CacheCounts {
  private static final String EVENTS = "instructions,cycles,L1-dcache-load-misses,cache-misses";
  private static final Pattern COUNT = Pattern.compile("([0-9]+),[^,]*,([a-zA-Z0-9-]+)");

  private CacheCounts() {}

  static ObjectNode take(double seconds) throws IOException {
    if (!Child.has("perf")) {
      throw new SkippedException("perf not found (Debian: apt-get install linux-perf)");
    }
    String probe = counted(List.of("true"));
    if (probe.contains("<not supported>") || !COUNT.matcher(probe).find()) {
      throw new SkippedException("perf has no counters of this processor (a virtual machine)");
    }
    List<String> fits =
        List.of(
            "java",
            "--add-modules=jdk.incubator.vector",
            "-cp",
            System.getProperty("java.class.path"),
            ScalingTimes.class.getName(),
            "10000",
            "" + seconds);
    ObjectNode result = Json.object();
    Matcher counts = COUNT.matcher(counted(fits));
    while (counts.find()) {
      result.put(counts.group(2), Long.parseLong(counts.group(1)));
    }
    return result;
  }

  /** What perf prints for a command, as CSV. */
  private static String counted(List<String> command) throws IOException {
    List<String> quoted = new ArrayList<>();
    command.forEach(word -> quoted.add("'" + word.replace("'", "'\\''") + "'"));
    return Child.output(
        List.of(
            "bash",
            "-c",
            "perf stat -x, -e "
                + EVENTS
                + " "
                + String.join(" ", quoted)
                + " 2>&1 >/dev/null || true"),
        10);
  }
}
