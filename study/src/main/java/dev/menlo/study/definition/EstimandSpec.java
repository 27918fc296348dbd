package dev.menlo.study.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is estimated.
 *
 * @param name its name in tables
 * @param kind how it comes from a fit
 * @param expression parameter name, or expression of parameters; "" for a prediction
 * @param at covariates of a prediction
 * @param truth its true value, or NaN to derive it from the true parameters
 * @param nullValue what power is the probability to reject, or NaN for none
 */
public record EstimandSpec(
    String name,
    Kind kind,
    String expression,
    Map<String, Double> at,
    double truth,
    double nullValue) {
  /** How an estimand comes from a fit. */
  public enum Kind {
    /** A fixed effect, variance, covariance or residual parameter. */
    PARAMETER,
    /** A nonlinear combination of parameters, with standard errors by the delta method. */
    COMBINATION,
    /** The mean at given covariates with random effects of 0. */
    PREDICTION
  }

  /** Keeps the order of the covariates. */
  public EstimandSpec {
    at = Collections.unmodifiableMap(new LinkedHashMap<>(at));
  }

  static EstimandSpec of(Tree tree) {
    if (!tree.isMap()) {
      String name = tree.text();
      return new EstimandSpec(name, Kind.PARAMETER, name, Map.of(), Double.NaN, nullOf(name));
    }
    tree.only("name", "parameter", "nlcom", "predict", "truth", "null");
    double truth = tree.number("truth", Double.NaN);
    if (tree.has("parameter")) {
      String parameter = tree.get("parameter").text();
      return new EstimandSpec(
          tree.text("name", parameter),
          Kind.PARAMETER,
          parameter,
          Map.of(),
          truth,
          tree.number("null", nullOf(parameter)));
    }
    if (tree.has("nlcom")) {
      String expression = tree.get("nlcom").text();
      return new EstimandSpec(
          tree.text("name", expression),
          Kind.COMBINATION,
          expression,
          Map.of(),
          truth,
          tree.number("null", 0));
    }
    Map<String, Double> at = new LinkedHashMap<>();
    tree.get("predict").entries().forEach((name, value) -> at.put(name, value.number()));
    return new EstimandSpec(
        tree.text("name", "mean at " + at),
        Kind.PREDICTION,
        "",
        at,
        truth,
        tree.number("null", Double.NaN));
  }

  /** Variances cannot be 0 or less, so no null value of theirs is tested unless it is given. */
  private static double nullOf(String parameter) {
    return parameter.startsWith("var(") || parameter.startsWith("sigma2") ? Double.NaN : 0;
  }
}
