package dev.menlo.estimator.inference;

import dev.menlo.engine.program.ElementaryFunctions;
import dev.menlo.estimator.CoefficientEstimate;
import dev.menlo.estimator.FixedPoint;
import dev.menlo.model.FixedEffect;
import java.util.ArrayList;
import java.util.List;

/** Fixed effects with Wald z tests (method.md, eq. 14). */
public final class FixedEffectsTable {
  private FixedEffectsTable() {}

  /** One row a fixed effect, in model order. */
  public static List<CoefficientEstimate> of(
      FixedPoint point, List<FixedEffect> effects, double level) {
    Interval interval = new Interval(level);
    int p = effects.size();
    List<CoefficientEstimate> rows = new ArrayList<>();
    for (int j = 0; j < p; j++) {
      double estimate = point.beta()[j];
      double se = Math.sqrt(point.fixedEffectsCovariance()[j * p + j]);
      double z = estimate / se;
      double half = interval.halfWidth(se);
      rows.add(
          new CoefficientEstimate(
              effects.get(j).equation(),
              effects.get(j).term(),
              estimate,
              se,
              z,
              2 * ElementaryFunctions.normal(-Math.abs(z)),
              estimate - half,
              estimate + half,
              false));
    }
    return rows;
  }
}
