package dev.menlo.model.syntax;

import java.util.List;

/**
 * A linear combination of terms, each with a coefficient of its own, and of random effects.
 *
 * @param name its equation name
 * @param terms what is combined
 * @param constant whether it has a constant, {@code _cons}
 */
public record LinearCombination(String name, List<Term> terms, boolean constant) {
  /** Copies the terms. */
  public LinearCombination {
    terms = List.copyOf(terms);
  }
}
