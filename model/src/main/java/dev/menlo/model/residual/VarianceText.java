package dev.menlo.model.residual;

import java.util.List;

/** Reads the text of {@code resvariance()}. */
final class VarianceText {
  static final List<String> NAMES =
      List.of("identity", "linear", "power", "exponential", "distinct", "constprop");

  private VarianceText() {}

  static VarianceFunction read(StructureText text) {
    return switch (text.structure("a variance function", NAMES, "identity")) {
      case "linear" -> new LinearVariance(text.word("a variable"));
      case "power" -> power(text);
      case "exponential" -> new ExponentialVariance(covariate(text), text.category("strata"));
      case "distinct" ->
          new DistinctVariance(text.required("index", "positions whose variances differ"));
      case "constprop" ->
          new ConstantPlusProportionalVariance(covariate(text), text.category("strata"));
      default -> identity(text.category("strata"));
    };
  }

  private static VarianceFunction power(StructureText text) {
    VarianceCovariate v = covariate(text);
    return new PowerVariance(v, !text.flag("noconstant"), text.category("strata"));
  }

  /** Constant variance, in each category where there is one. */
  static VarianceFunction identity(Category category) {
    return category.isNone() ? new IdentityVariance() : new StratumVariance(category.variable());
  }

  private static VarianceCovariate covariate(StructureText text) {
    return new VarianceCovariate(text.word("a variable or _yhat"));
  }
}
