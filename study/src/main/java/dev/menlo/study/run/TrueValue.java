package dev.menlo.study.run;

import dev.menlo.study.definition.EstimandSpec;
import dev.menlo.study.definition.Scenario;
import dev.menlo.study.generate.DataGenerator;
import java.util.Map;

/** True values of estimands, from the parameters that data are drawn from. */
final class TrueValue {
  private final Map<String, Double> parameters;

  TrueValue(Scenario scenario, DataGenerator data) {
    this.parameters = scenario.data().parameters();
  }

  /** The true value; NaN where the data-generating model has no such thing. */
  double of(EstimandSpec estimand) {
    if (!Double.isNaN(estimand.truth())) {
      return estimand.truth();
    }
    return parameter(estimand.expression());
  }

  private double parameter(String name) {
    Double value = parameters.get(name);
    if (value == null && name.endsWith(":_cons")) {
      value = parameters.get(name.substring(0, name.length() - ":_cons".length()));
    }
    return value != null ? value : name.startsWith("cov(") ? 0 : Double.NaN;
  }
}
