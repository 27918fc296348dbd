package dev.menlo.model.residual;

import java.util.List;

/** Reads the text of {@code rescorrelation()}. */
final class CorrelationText {
  static final List<String> NAMES =
      List.of(
          "identity",
          "exchangeable",
          "ar",
          "ma",
          "ctar1",
          "toeplitz",
          "banded",
          "unstructured",
          "arma");

  private CorrelationText() {}

  static CorrelationStructure read(StructureText text) {
    return read(text.structure("a correlation structure", NAMES, "identity"), text);
  }

  /** Reads what follows the name of a structure. */
  static CorrelationStructure read(String name, StructureText text) {
    return switch (name) {
      case "exchangeable" -> new ExchangeableCorrelation(text.category("by"));
      case "ar" -> new AutoRegressive(text.count("the order", 1), occasions(text), by(text));
      case "ma" -> new MovingAverage(text.count("the order", 1), occasions(text), by(text));
      case "arma" -> arma(text);
      case "ctar1" -> new ContinuousAr1(text.required("t", "real times"), by(text));
      case "toeplitz" ->
          new Toeplitz(text.count("the order", Toeplitz.ALL), occasions(text), by(text));
      case "banded" -> banded(text);
      case "unstructured" -> new Unstructured(positions(text));
      default -> new IdentityCorrelation();
    };
  }

  private static CorrelationStructure arma(StructureText text) {
    int p = text.count("the autoregressive order", 1);
    int q = text.count("the moving-average order", 1);
    return new Arma(p, q, occasions(text), by(text));
  }

  /** Without order, all pairs of positions. */
  private static CorrelationStructure banded(StructureText text) {
    int order = text.count("the order", 0);
    String index = positions(text);
    return order == 0 ? new Unstructured(index) : new Banded(order, index);
  }

  private static String occasions(StructureText text) {
    return text.required("t", "integer occasions");
  }

  private static String positions(StructureText text) {
    return text.required("index", "positions within a group");
  }

  private static Category by(StructureText text) {
    return text.category("by");
  }
}
