package dev.menlo.model.residual;

import java.util.List;
import java.util.stream.Stream;

/**
 * Reads the text of {@code rescovariance()}: a variance function and a correlation at once. {@code
 * independent}, {@code banded} and {@code unstructured} have a variance for each position, the
 * others one variance, or one in each category of {@code by()}.
 */
final class CovarianceText {
  static final List<String> NAMES =
      Stream.concat(Stream.of("identity", "independent"), CorrelationText.NAMES.stream().skip(1))
          .toList();

  private CovarianceText() {}

  static ResidualStructure read(StructureText text) {
    String name = text.structure("a covariance structure", NAMES, "identity");
    return switch (name) {
      case "identity" ->
          combine(VarianceText.identity(text.category("by")), new IdentityCorrelation());
      case "independent" ->
          combine(
              new DistinctVariance(text.required("index", "positions whose variances differ")),
              new IdentityCorrelation());
      default -> correlated(CorrelationText.read(name, text));
    };
  }

  private static ResidualStructure correlated(CorrelationStructure correlation) {
    if (correlation instanceof Unstructured unstructured) {
      return combine(new DistinctVariance(unstructured.index()), correlation);
    }
    if (correlation instanceof Banded banded) {
      return combine(new DistinctVariance(banded.index()), correlation);
    }
    return combine(VarianceText.identity(correlation.by()), correlation);
  }

  private static ResidualStructure combine(
      VarianceFunction variance, CorrelationStructure correlation) {
    return new ResidualStructure(variance, correlation, "");
  }
}
