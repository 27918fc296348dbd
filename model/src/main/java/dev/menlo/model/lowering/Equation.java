package dev.menlo.model.lowering;

import java.util.List;

/**
 * A linear combination against the levels of a data set.
 *
 * @param coefficients in table order, the constant last
 * @param effects random effects with their columns
 */
record Equation(List<Coefficient> coefficients, List<EffectProduct> effects) {
  Equation {
    coefficients = List.copyOf(coefficients);
    effects = List.copyOf(effects);
  }
}
