package dev.menlo.model.residual;

import java.util.List;

/** Reads the text of {@code resvariance()}. */
final class VarianceText {
  private static final List<String> NAMES = List.of("identity", "power");

  private VarianceText() {}

  static VarianceFunction read(StructureText text) {
    String name = text.structure("a variance function", NAMES, "identity");
    return switch (name) {
      case "power" -> power(text);
      default -> new IdentityVariance();
    };
  }

  private static VarianceFunction power(StructureText text) {
    VarianceCovariate v = covariate(text);
    return new PowerVariance(v, !text.flag("noconstant"), text.category("strata"));
  }

  private static VarianceCovariate covariate(StructureText text) {
    return new VarianceCovariate(text.word("a variable or _yhat"));
  }
}
