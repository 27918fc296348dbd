package dev.menlo.model.lowering;

import dev.menlo.model.Covariate;
import java.util.List;

/**
 * A random effect and the columns it is multiplied by.
 *
 * @param effect its name
 */
record EffectProduct(String effect, List<Covariate> column) {
  EffectProduct {
    column = List.copyOf(column);
  }
}
