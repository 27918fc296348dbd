package dev.menlo.model.residual;

import java.util.List;

/** Reads the text of {@code rescorrelation()}. */
final class CorrelationText {
  private static final List<String> NAMES = List.of("identity");

  private CorrelationText() {}

  static CorrelationStructure read(StructureText text) {
    text.structure("a correlation structure", NAMES, "identity");
    return new IdentityCorrelation();
  }
}
