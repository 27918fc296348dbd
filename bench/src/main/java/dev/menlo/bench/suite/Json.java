package dev.menlo.bench.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;

/** Results as JSON: a measuring process prints one line, its last. */
final class Json {
  static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Prints an object on one line of standard output. */
  static void print(ObjectNode object) {
    System.out.println(object.toString());
  }

  /** Median and shortest of some times, in seconds. */
  static ObjectNode times(double[] seconds) {
    return object().put("median", median(seconds)).put("least", least(seconds));
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  static double least(double[] values) {
    return Arrays.stream(values).min().orElse(Double.NaN);
  }

  /** Reads the last line that is an object. */
  static ObjectNode last(String output) throws JsonProcessingException {
    String line =
        output
            .lines()
            .filter(l -> l.startsWith("{"))
            .reduce((a, b) -> b)
            .orElseThrow(() -> new IllegalStateException("no result in: " + output));
    return (ObjectNode) MAPPER.readTree(line);
  }
}
