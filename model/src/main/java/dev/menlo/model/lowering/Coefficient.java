package dev.menlo.model.lowering;

import dev.menlo.model.Covariate;
import java.util.List;

/**
 * A coefficient of a linear combination and what it multiplies.
 *
 * @param term its name within the equation
 * @param column the product of these columns; none for the constant
 */
record Coefficient(String term, List<Covariate> column) {
  Coefficient {
    column = List.copyOf(column);
  }
}
