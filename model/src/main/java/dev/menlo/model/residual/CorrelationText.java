package dev.menlo.model.residual;

import java.util.List;
import java.util.Locale;

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
          "arma",
          "exponential",
          "gaussian",
          "linear",
          "rational",
          "spherical");

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
      case "exponential", "gaussian", "linear", "rational", "spherical" -> spatial(name, text);
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

  private static CorrelationStructure spatial(String name, StructureText text) {
    SpatialKernel kernel = SpatialKernel.valueOf(name.toUpperCase(Locale.ROOT));
    String coordinates = text.required("coords", "one or more coordinates");
    boolean nugget = text.flag("nugget");
    return new SpatialCorrelation(kernel, List.of(coordinates.split("\\s+")), nugget, by(text));
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
