package dev.menlo.bench.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Whether what was timed side by side reached the same end: menlo and the program written by hand
 * the same log likelihood to 1e-8 of its size, backends to 1e-7.
 */
final class Agreement {
  private static final double BY_HAND = 1e-8;
  private static final double BACKENDS = 1e-7;

  private Agreement() {}

  /** Prints what differs or failed; 0 if nothing does, else 1. */
  static int check(ObjectNode results) {
    int code = 0;
    for (var part : results.properties()) {
      code |= part.getValue().has("failed") ? 1 : 0;
      if (part.getKey().startsWith("fit-") && part.getValue().has("byHand")) {
        JsonNode byHand = part.getValue().get("byHand");
        code |= compare(part.getKey() + " by hand", part.getValue(), byHand, BY_HAND);
      }
    }
    JsonNode backends = results.path("backends");
    for (JsonNode backend : backends) {
      for (var fit : backend.properties()) {
        JsonNode reference = backends.path("cpu").path(fit.getKey());
        if (reference.has("logLikelihood")) {
          code |= compare("backends " + fit.getKey(), reference, fit.getValue(), BACKENDS);
        }
      }
    }
    return code;
  }

  private static int compare(String what, JsonNode one, JsonNode other, double tolerance) {
    double a = one.get("logLikelihood").doubleValue();
    double b = other.get("logLikelihood").doubleValue();
    if (Math.abs(a - b) <= tolerance * Math.abs(a)) {
      return 0;
    }
    System.err.println("bench: NOT THE SAME log likelihood: " + what + ": " + a + " and " + b);
    return 1;
  }
}
