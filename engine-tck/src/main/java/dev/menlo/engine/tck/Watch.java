package dev.menlo.engine.tck;

import dev.menlo.engine.ActiveSet;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers arrays before a call and compares them after it. */
final class Watch {
  private record Seen(double[] array, double[] copy, int perFit) {}

  private final Map<String, Seen> inputs = new LinkedHashMap<>();
  private final Map<String, Seen> outputs = new LinkedHashMap<>();

  /** An array that the call must not modify; null is ignored. */
  Watch input(String name, double[] array) {
    if (array != null) {
      inputs.put(name, new Seen(array, array.clone(), 0));
    }
    return this;
  }

  /** An array whose entries of inactive fits the call must leave alone. */
  Watch output(String name, double[] array, int perFit) {
    outputs.put(name, new Seen(array, array.clone(), perFit));
    return this;
  }

  /** Compares. */
  void check(String operation, ActiveSet active) {
    inputs.forEach(
        (name, seen) -> {
          if (!Arrays.equals(seen.array, seen.copy)) {
            throw new AssertionError(operation + " modified " + name);
          }
        });
    outputs.forEach((name, seen) -> requireInactiveUntouched(operation, name, seen, active));
  }

  private static void requireInactiveUntouched(
      String operation, String name, Seen seen, ActiveSet active) {
    for (int i = 0; i < seen.array.length; i++) {
      int fit = i / seen.perFit;
      boolean same =
          Double.doubleToRawLongBits(seen.array[i]) == Double.doubleToRawLongBits(seen.copy[i]);
      if (!active.contains(fit) && !same) {
        throw new AssertionError(operation + " wrote " + name + " of inactive fit " + fit);
      }
    }
  }

  /** Requires the entries of one fit to be finite. */
  static void requireFinite(String operation, String name, double[] array, int fit, int perFit) {
    for (int i = fit * perFit; i < (fit + 1) * perFit; i++) {
      if (!Double.isFinite(array[i])) {
        throw new AssertionError(
            operation + " reported OK with " + name + "[" + i + "] = " + array[i]);
      }
    }
  }
}
