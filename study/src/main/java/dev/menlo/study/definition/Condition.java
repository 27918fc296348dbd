package dev.menlo.study.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One combination of the levels of the factors.
 *
 * @param number from 1, the last factor moving fastest; part of the key of every random number
 * @param levels level by factor, in file order; empty if the study has no factors
 */
public record Condition(int number, Map<String, String> levels) {
  /** Keeps the order of the factors. */
  public Condition {
    levels = Collections.unmodifiableMap(new LinkedHashMap<>(levels));
  }

  /** {@code trees=5, error=t}, or "all" without factors. */
  public String label() {
    return levels.isEmpty()
        ? "all"
        : levels.entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining(", "));
  }
}
