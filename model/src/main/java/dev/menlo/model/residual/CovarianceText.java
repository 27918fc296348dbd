package dev.menlo.model.residual;

import java.util.List;

/** Reads the text of {@code rescovariance()}: a variance function and a correlation at once. */
final class CovarianceText {
  private static final List<String> NAMES = List.of("identity");

  private CovarianceText() {}

  static ResidualStructure read(StructureText text) {
    text.structure("a covariance structure", NAMES, "identity");
    return ResidualStructure.IDENTITY;
  }
}
