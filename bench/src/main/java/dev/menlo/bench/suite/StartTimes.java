package dev.menlo.bench.suite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/** Starting the command: {@code ./menlo fit examples/orange.yaml}, clock and processor. */
final class StartTimes {
  private static final String SCRIPT =
      "TIMEFORMAT='%R %U %S'; ./menlo fit examples/orange.yaml >/dev/null 2>&1;"
          + " for i in $(seq COUNT); do time ./menlo fit examples/orange.yaml >/dev/null 2>&1; done 2>&1";

  private StartTimes() {}

  /** The first run builds the command and is not timed. */
  static ObjectNode take(int count) throws IOException {
    String output = Child.output(List.of("bash", "-c", SCRIPT.replace("COUNT", "" + count)), 15);
    List<double[]> runs =
        output
            .lines()
            .filter(line -> line.matches("[0-9.]+ [0-9.]+ [0-9.]+"))
            .map(line -> line.split(" "))
            .map(
                w ->
                    new double[] {
                      Double.parseDouble(w[0]), Double.parseDouble(w[1]) + Double.parseDouble(w[2])
                    })
            .toList();
    if (runs.size() != count) {
      throw new IOException("./menlo fit examples/orange.yaml printed no times: " + output);
    }
    ObjectNode result = Json.object();
    result.set("clock", Json.times(runs.stream().mapToDouble(r -> r[0]).toArray()));
    result.set("processor", Json.times(runs.stream().mapToDouble(r -> r[1]).toArray()));
    return result;
  }
}
