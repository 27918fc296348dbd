package dev.menlo.study.run;

import dev.menlo.engine.program.Interpreter;
import dev.menlo.model.EstimateFunction;
import dev.menlo.model.ModelException;
import dev.menlo.study.definition.EstimandSpec;
import dev.menlo.study.definition.Scenario;
import dev.menlo.study.generate.DataGenerator;
import java.util.LinkedHashMap;
import java.util.Map;

/** True values of estimands, from the parameters that data are drawn from. */
final class TrueValue {
  private final Map<String, Double> parameters;
  private final DataGenerator data;

  TrueValue(Scenario scenario, DataGenerator data) {
    this.parameters = scenario.data().parameters();
    this.data = data;
  }

  /** The true value; NaN where the data-generating model has no such thing. */
  double of(EstimandSpec estimand) {
    if (!Double.isNaN(estimand.truth())) {
      return estimand.truth();
    }
    return switch (estimand.kind()) {
      case PARAMETER -> parameter(estimand.expression());
      case COMBINATION -> combination(estimand.expression());
      case PREDICTION -> data.meanAt(estimand.at());
    };
  }

  /** The expression at the true parameters; NaN if it names others. */
  private double combination(String expression) {
    Map<String, Integer> names = new LinkedHashMap<>();
    parameters.keySet().forEach(name -> names.put(name, names.size()));
    double[] values = parameters.values().stream().mapToDouble(v -> v).toArray();
    double[] none = {};
    try {
      EstimateFunction function = EstimateFunction.of("nlcom", expression, names);
      return new Interpreter(function.program())
          .evaluate(Interpreter.Row.ofResidual(none, none, Double.NaN, values))[0];
    } catch (ModelException e) {
      return Double.NaN;
    }
  }

  private double parameter(String name) {
    Double value = parameters.get(name);
    if (value == null && name.endsWith(":_cons")) {
      value = parameters.get(name.substring(0, name.length() - ":_cons".length()));
    }
    return value != null ? value : name.startsWith("cov(") ? 0 : Double.NaN;
  }
}
