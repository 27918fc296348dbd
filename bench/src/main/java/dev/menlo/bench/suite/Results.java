package dev.menlo.bench.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The results of a run by path; NaN where a part was skipped, failed or not asked for. */
final class Results {
  private final ObjectNode root;

  Results(ObjectNode root) {
    this.root = root;
  }

  JsonNode at(String... path) {
    JsonNode node = root;
    for (String name : path) {
      node = node.path(name);
    }
    return node;
  }

  double number(String... path) {
    JsonNode node = at(path);
    return node.isNumber() ? node.doubleValue() : Double.NaN;
  }

  String text(String... path) {
    return at(path).asText("");
  }

  /** Processor seconds of one whole fit, the median. */
  double whole(String fit) {
    return number("fit-" + fit, "whole", "median");
  }

  double alternation(String fit) {
    return number("fit-" + fit, "alternation", "median");
  }

  double byHand(String fit) {
    return number("fit-" + fit, "byHand", "median");
  }

  /** Members of an object that are objects or numbers, in order. */
  Map<String, JsonNode> members(String... path) {
    Map<String, JsonNode> members = new LinkedHashMap<>();
    at(path).properties().forEach(e -> members.put(e.getKey(), e.getValue()));
    return members;
  }

  /** Entries of {@code spi.operations} that match some values of parameters. */
  List<JsonNode> operations(String... keysAndValues) {
    List<JsonNode> matching = new ArrayList<>();
    for (JsonNode entry : at("spi", "operations")) {
      boolean matches = true;
      for (int i = 0; i < keysAndValues.length; i += 2) {
        matches &= entry.path(keysAndValues[i]).asText().equals(keysAndValues[i + 1]);
      }
      if (matches) {
        matching.add(entry);
      }
    }
    return matching;
  }

  /** Microseconds of one operation, or NaN. */
  double microseconds(String... keysAndValues) {
    List<JsonNode> found = operations(keysAndValues);
    return found.isEmpty() ? Double.NaN : found.get(0).path("microseconds").doubleValue();
  }
}
