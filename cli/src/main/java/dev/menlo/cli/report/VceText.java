package dev.menlo.cli.report;

import dev.menlo.estimator.Fit;
import dev.menlo.estimator.postestimation.Vce;
import java.util.List;

/** What a table says of its standard errors. */
final class VceText {
  private VceText() {}

  /** Lines above a table of some width whose standard errors are not menl's; none otherwise. */
  static List<String> above(Vce vce, int width) {
    return vce.equals(Vce.MENL)
        ? List.of()
        : List.of(CoefficientRow.name("(standard errors: vce " + vce + ")", width));
  }

  /** The same for the table of a fit. */
  static List<String> above(Fit fit, int width) {
    return fit.hasEstimates() ? above(fit.fitted().options().vce(), width) : List.of();
  }
}
